// expect: E0102@10 E0102@12
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    step(x = 1)
    = step(x = 2)
    step(x = 3)
    let = step(x = 4)
    step(x = 5)
}
