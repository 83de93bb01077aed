// expect: E0102@9
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    if { a = 1 }.a == n { step(x = 1) }
    if ({ a = 1 }).a == n { step(x = 2) }
}
