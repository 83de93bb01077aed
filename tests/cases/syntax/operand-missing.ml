// expect: E0102@9 E0102@10
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    if n > { step(x = 1) }
    if n == 1 and { step(x = 2) }
    step(x = 3)
}
