// expect: E0102@11
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    try {
        step(x = 1)
    }
    step(x = 2)
}
