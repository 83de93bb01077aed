// expect: E0133@4
@!image("python:3.11")

component step(x: Int) -> (y: Int = 0, z: Int) python ```
    return x, x
```

pipeline main(n: Int) {
    step(x = n)
}
