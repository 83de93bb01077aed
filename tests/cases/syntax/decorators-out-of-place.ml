// expect: E0134@8 E0135@11 E0135@15
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

@!retry(3)

pipeline main(n: Int) {
    @retry(3)
    step(x = n)
}

@timeout(1h)
