//! A parameter handed up through two nested pipelines, everything cached.

@!image("python:3.11")

component core_comp() -> String python ```
    return "foo"
```

component crust_comp(input: String) python ```
    print("input:", input)
```

pipeline core() -> String {
    return core_comp()
}

pipeline mantle() -> String {
    return core()
}

@name("parameter-cache-pipeline")
pipeline crust() {
    crust_comp(input = mantle())
}
