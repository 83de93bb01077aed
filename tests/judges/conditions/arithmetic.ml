//! `+ - * /` on numbers: precedence, division, Ints beside Floats. 0 / 0 has no order: asking for it stops the run.
@!image("python:3.11")

component mark() python ```
    pass
```

pipeline arithmetic(i: Int, j: Int, x: Float) {
    if i + 1 == 4 { let plus = mark() }
    if i - j > 0 { let minus = mark() }
    if i * 2 > 5 { let times = mark() }
    if i / 2 == 1.5 { let half = mark() }
    if i / 2 > j - 0.5 { let quotient = mark() }
    if x * 2 + i > 5 { let mixed = mark() }
    if (i + j) * 2 == 10 { let grouped = mark() }
    if i + j * 2 == 10 { let precedence = mark() }
    if i - j - 1 == 0 { let left = mark() }
    if -i + 1 < 0 { let negated = mark() }
    if i / j > 1 { let divided = mark() }
    if i + x == j * x { let both = mark() }
    if i + j > 4 and not (i * j == 6) or x - 0.5 == 0 { let compound = mark() }
}
