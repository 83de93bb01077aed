// expect: E0306@5 E0313@8 E0313@9 E0308@10 E0308@11 E0313@12
//! A comparison of comparisons, a division by zero, a whole number that no engine holds.
@!image("python:3.11")

const BIG: Int = 9007199254740991 * 9007199254740991
component load(n: Int) container { command = ["load", n] }
pipeline nightly(a: Int, flag: Bool) {
    if (a > 1) == flag { load(n = 1) }
    if flag != (not flag) { load(n = 1) }
    if a / 0 > 2 { load(n = 1) }
    if 1 / 0 > a { load(n = 1) }
    load(n = a > 1)
}
