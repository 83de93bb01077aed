// expect: E0124@9 E0122@10 E0124@11
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int) {
    step(x = 1, note = 'one')
    step(x = 2, note = f"two")
    step(x = 3, note = """three""")
}
