// expect: E0104@12
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    if n > 1 {
        step(x = 1)
    }
    }
    step(x = 2)
}
