// expect: E0102@2
@image "python:3.11"
component step(x: Int) -> Int python ```
    return x
```

pipeline main(n: Int) {
    step(x = n)
}
