//! `and`, `or`, `not` and their precedence over three Bools.
@!image("python:3.11")

component mark() python ```
    pass
```

pipeline logic(a: Bool, b: Bool, c: Bool) {
    if a and b or c { let and_or = mark() }
    if a and (b or c) { let grouped = mark() }
    if not a { let not_a = mark() }
    if not (a and b) { let nand = mark() }
    if not a and not b { let neither = mark() }
    if a == b { let same = mark() }
    if a != c { let other = mark() }
    if a == true { let is_true = mark() }
    if b == false { let is_false = mark() }
    if a and b and c { let three = mark() }
    if a or b or c { let any = mark() }
    if not (a or not b) and (c or not (a == b)) { let tangled = mark() }
    if not not a { let double_not = mark() }
}
