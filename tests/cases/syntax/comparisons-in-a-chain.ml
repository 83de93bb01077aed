// expect: E0115@9
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    if 0 < n < 10 { step(x = 1) }
    if 0 < n and n < 10 { step(x = 2) }
}
