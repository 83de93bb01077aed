// expect: E0132@9 E0132@10
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    const LIMIT: Int = 3
    component inner(x: Int) -> Int python ```
        return x
    ```
    step(x = n)
}
