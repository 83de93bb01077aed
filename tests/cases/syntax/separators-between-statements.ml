// expect: E0129@9 E0129@10
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    step(x = 1);
    step(x = 2),
    step(x = 3)
}
