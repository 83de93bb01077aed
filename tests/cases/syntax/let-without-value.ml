// expect: E0102@9
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    let a =
    let b = step(x = n)
    step(x = b)
}
