// expect: E0102@9 E0102@10
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    if { step(x = 1) }
    for i in { step(x = i) }
    step(x = 2)
}
