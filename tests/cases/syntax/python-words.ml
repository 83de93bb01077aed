// expect: E0128@9 E0128@9 E0121@11 E0120@12 E0127@14
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    if n > 1 && n < 9 or !(n == 5) {
        step(x = 1)
    } elif n == 5 {
        step(x = 2, note = None)
    }
    while n > 1 {
        step(x = 3)
    }
}
