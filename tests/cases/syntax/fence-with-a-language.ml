// expect: E0102@4 E0109@4
@!image("python:3.11")

component step(x: Int) -> Int ```python
    return x + 1
```
