// expect: E0108@4
@!image("python:3.11")

component first(x: Int) -> Int python ```
    return x + 1

component second(x: Int) -> Int python ```
    return x + 2
```

pipeline main(n: Int) {
    second(x = first(x = n))
}
