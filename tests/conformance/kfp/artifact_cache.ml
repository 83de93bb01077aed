//! An artifact handed up through two nested pipelines, everything cached.

@!image("python:3.11")

component core_comp() -> (dataset: Dataset) python ```
    with open(dataset.path, "w") as target:
        target.write("foo")
```

component crust_comp(input: Dataset) python ```
    with open(input.path) as source:
        print("input:", source.read())
```

pipeline core() -> Dataset {
    return core_comp()
}

pipeline mantle() -> Dataset {
    return core()
}

@name("artifact-cache-pipeline")
pipeline crust() {
    crust_comp(input = mantle())
}
