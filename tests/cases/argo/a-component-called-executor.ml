// expect: ok
// The program that runs Python stands beside a component of its name.
@!image("python:3.12")

component executor(n: Int) -> Int python ```
    return n
```

pipeline main(n: Int = 1) -> Int {
    return executor(n)
}
