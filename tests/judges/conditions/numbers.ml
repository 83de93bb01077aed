//! Comparisons of Ints and Floats, with each other and with literals.
@!image("python:3.11")

component mark() python ```
    pass
```

pipeline numbers(i: Int, j: Int, x: Float, y: Float = 0.5) {
    if i > 2 { let above = mark() }
    if i >= j { let at_least = mark() }
    if i == 3 { let equal = mark() }
    if i != j { let differ = mark() }
    if i < 0 { let below = mark() }
    if i <= j { let at_most = mark() }
    if x > 0.5 { let ratio = mark() }
    if x <= y { let floats = mark() }
    if x == y { let same = mark() }
    if i > x { let mixed = mark() }
    if y < j { let mixed_other = mark() }
    if i == x { let mixed_equal = mark() }
    if x == 1 { let float_int = mark() }
    if i < 2.5 { let int_float = mark() }
    if i > -2 { let negative = mark() }
    if x < 1e-3 { let small = mark() }
    if i == 9_007_199_254_740_991 { let large = mark() }
    if i > 0 and i < 10 { let between = mark() }
    if -i < -2 { let unary = mark() }
}
