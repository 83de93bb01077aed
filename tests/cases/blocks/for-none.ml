// expect: E0312@7
@!image("python:3.12")
component p(n: Int) python ```
    print(n)
```
pipeline x() {
    for n in none { p(n) }
}
