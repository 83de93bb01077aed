// expect: E0116@9 E0116@10
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    let a = 1 + if n > 1 { step(x = 1) } else { step(x = 2) }
    step(x = (if n > 1 { 1 } else { 2 }))
    step(x = 3)
}
