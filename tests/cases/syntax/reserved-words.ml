// expect: E0119@8 E0119@13 E0102@15
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

component if(x: Int) -> Int python ```
    return x
```

pipeline main(for: Int) {
    for in in [1] {
        let try = step(x = 1)
        step(x = try)
    }
}
