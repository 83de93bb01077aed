// expect: E0126@9 E0120@11 E0126@12
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    for i in [1, 2]:
        step(x = i)
        step(x = i, note = None)
    if n > 1:
        step(x = 3)
    step(x = 4)
}
