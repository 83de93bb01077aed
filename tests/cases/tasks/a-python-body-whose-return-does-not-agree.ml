// expect: E0323@5
@!image("python:3.11")

component split(n: Int) -> (half: Int, rest: Int) python ```
    return n // 2, n % 2, n
```

pipeline nightly() -> (half: Int, rest: Int) {
    return split(n = 5)
}
