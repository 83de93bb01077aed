//! A constant and a sub-pipeline's value as inputs of one task.

@!image("python:3.11")
@!cache(false)

component core_comp() -> Int python ```
    return 1
```

component crust_comp(x: Int, y: Int) python ```
    print("sum:", x + y)
```

pipeline core() -> Int {
    return core_comp()
}

pipeline mantle() -> Int {
    return core()
}

@name("mixed-parameters-pipeline")
pipeline crust() {
    crust_comp(x = 2, y = mantle())
}
