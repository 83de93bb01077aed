// expect: E0103@6 E0103@6
@!image("python:3.11")

pipeline first(n: Int) {
    if n > 1 {
        step(x = n)

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline second(n: Int) {
    step(x = n)
}
