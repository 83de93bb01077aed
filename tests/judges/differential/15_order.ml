//! Order without data, and a task that runs whether or not the one before it succeeded.
@!image("python:3.11")

component step(name: String) -> String python ```
    return name
```

component last(text: String = "nothing", count: Int = 1) python ```
    print(text * count)
```

pipeline order(name: String = "x") {
    let one   = step(name = "one")
    let two   = step(name = "two").after(one)
    let three = step(name).after(one, two)
    last(count = 2).after(three)
    last(text = three, count = 3).ignore_upstream_failure()
}
