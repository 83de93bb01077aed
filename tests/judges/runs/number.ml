//! A number is computed from two inputs, one of them a default, and passed on.
@!image("python:3.11")

component add(a: Int, b: Float = 0.5) -> Float python ```
    return a + b
```

component scale(value: Float, factor: Int) -> (scaled: Float, whole: Int) python ```
    scaled = value * factor
    return scaled, int(scaled)
```

pipeline number(a: Int = 40, factor: Int = 2) -> (scaled: Float, whole: Int) {
    let sum = add(a)
    let big = scale(value = sum, factor)
    return { scaled = big.scaled, whole = big.whole }
}
