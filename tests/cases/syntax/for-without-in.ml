// expect: E0102@9
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    for i [1, 2] { step(x = i) }
    step(x = 2)
}
