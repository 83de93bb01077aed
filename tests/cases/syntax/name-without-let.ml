// expect: E0118@9 E0118@10
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    a = step(x = n)
    b = step(x = a)
    step(x = b)
}
