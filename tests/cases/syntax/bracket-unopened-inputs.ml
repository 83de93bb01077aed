// expect: E0102@4
@!image("python:3.11")

component add a: Int, b: Int) -> Int python ```
    return a + b
```

pipeline main(n: Int) {
    add(a = n, b = 2)
}
