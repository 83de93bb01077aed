// expect: E0127@8 E0127@9 E0127@11 E0127@14 E0127@17
//! A word beside another one is meant to begin a statement; what it is meant for is taken for it.
@!image("python:3.11")

component load(n: Int) -> (rows: Int) container { command = ["load", n, rows.path] }

pipeline nightly(flag: Bool, list: List<Int>) -> Int {
    lte raw = load(n = 1)
    con other = load(n = 2)
    if flag { load(n = raw.rows) }
    fro x in list {
        load(n = x)
    }
    if flag { load(n = 3) } esle {
        load(n = other.rows)
    }
    retrun raw.rows
}
