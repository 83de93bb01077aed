// expect: E0126@8 E0127@10
@!image("python:3.11")

component step(x: Int, note: String?) -> Int python ```
    return x + 1
```

pipeline main(n: Int):
    let a = step(x = n)
    with dsl.If(a == 2):
        step(x = 1)
    step(x = a)
