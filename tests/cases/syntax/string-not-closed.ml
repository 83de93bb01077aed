// expect: E0105@9
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    step(x = 1, note = "one)
    step(x = 2, note = "two")
}
