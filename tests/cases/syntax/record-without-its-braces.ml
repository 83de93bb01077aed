// expect: E0118@12
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    let runs = for i in [1, 2] {
        let a = step(x = i)
        let b = step(x = a)
        first = a, second = b
    }
}
