// expect: E0139@9 E0139@10
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    let a = step(x = 1) if n > 1 else step(x = 2)
    let b = [step(x = i) for i in [1, 2]]
    step(x = 3)
}
