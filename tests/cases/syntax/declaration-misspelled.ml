// expect: E0131@4 E0131@8
@!image("python:3.11")

compnent step(x: Int) -> Int python ```
    return x + 1
```

pipelin main(n: Int) {
    step(x = n)
}
