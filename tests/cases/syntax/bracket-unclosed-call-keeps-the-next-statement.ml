// expect: E0103@9
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    let a = step(x = n
    let b = step(x = a)
    step(x = b)
}
