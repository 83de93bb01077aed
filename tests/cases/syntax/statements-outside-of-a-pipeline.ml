// expect: E0131@8
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

let a = step(x = 1)
let b = step(x = a)

pipeline main(n: Int) {
    step(x = n)
}
