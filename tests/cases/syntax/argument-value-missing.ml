// expect: E0102@9 E0102@10
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    step(x = , note = "a")
    step(x = 1, note = )
    step(x = 2)
}
