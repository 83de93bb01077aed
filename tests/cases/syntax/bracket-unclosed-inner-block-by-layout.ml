// expect: E0103@10
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    if n > 1 {
        step(x = 1)
    step(x = 2)
    for i in [1, 2] {
        step(x = i)
    }
}
