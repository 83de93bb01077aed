// expect: E0137@9 E0137@9
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    step(x: n, note: "a")
}
