//! Two parameters handed up by name through two nested pipelines.

@!image("python:3.11")
@!cache(false)

component core_comp() -> (val1: String, val2: String) python ```
    return "foo", "bar"
```

component crust_comp(val1: String, val2: String) python ```
    print("val1:", val1)
    print("val2:", val2)
```

pipeline core() -> (val1: String, val2: String) {
    return core_comp()                                   // a task stands for all its outputs
}

pipeline mantle() -> (val1: String, val2: String) {
    return core()
}

@name("multiple-parameters-namedtuple-pipeline")
pipeline crust() {
    let both = mantle()
    crust_comp(val1 = both.val1, val2 = both.val2)
}
