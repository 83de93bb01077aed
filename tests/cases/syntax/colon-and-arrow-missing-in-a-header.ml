// expect: E0102@4 E0102@4
@!image("python:3.11")

component step(x Int) Int python ```
    return x + 1
```

pipeline main(n: Int) {
    step(x = n)
}
