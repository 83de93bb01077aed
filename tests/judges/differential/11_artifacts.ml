//! Artifacts of every class, of another schema, as objects, by path and in lists.
@!image("python:3.11")

artifact Features: Dataset = "google.Features@0.0.2"

component build() -> (
    anything: Artifact,
    data: Dataset,
    model: Model,
    metrics: Metrics,
    classes: ClassificationMetrics,
    slices: SlicedClassificationMetrics,
    page: HTML,
    text: Markdown,
) python ```
    metrics.log_metric("auc", 0.5)
    model.metadata["framework"] = "none"
```

component copy(path source: Dataset) -> (path target: Model, path size: Int) python ```
    import shutil

    shutil.copy(source, target)
    with open(size, "w") as file:
        file.write("1")
```

component inspect(first: Artifact, models: List<Model>, data: Dataset) -> String python ```
    return f"{first.uri} {len(models)} {data.metadata}"
```

@image("alpine:3.20")
component featurize(data: Dataset) -> (features: Features) container {
    command = ["featurize"]
    args    = [data.path, features.path]
}

pipeline artifacts() -> Model {
    let built  = build()
    let copied = copy(source = built.data)
    featurize(data = built.data)
    let many = for n in [1, 2] { copy(source = built.data) }
    inspect(first = built.page, models = many.target, data = built.data)
    return copied.target
}
