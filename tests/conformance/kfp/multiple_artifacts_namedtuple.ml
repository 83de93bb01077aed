//! Two artifacts handed up by name through two nested pipelines.

@!image("python:3.11")
@!cache(false)

component core_comp() -> (ds1: Dataset, ds2: Dataset) python ```
    for dataset, text in ((ds1, "foo"), (ds2, "bar")):
        with open(dataset.path, "w") as target:
            target.write(text)
```

component crust_comp(ds1: Dataset, ds2: Dataset) python ```
    for dataset in (ds1, ds2):
        with open(dataset.path) as source:
            print(dataset.name, source.read())
```

pipeline core() -> (ds1: Dataset, ds2: Dataset) {
    return core_comp()                                   // a task stands for all its outputs
}

pipeline mantle() -> (ds1: Dataset, ds2: Dataset) {
    return core()
}

@name("multiple-artifacts-namedtuple-pipeline")
pipeline crust() {
    let both = mantle()
    crust_comp(ds1 = both.ds1, ds2 = both.ds2)
}
