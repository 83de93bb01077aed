//! Importers: a constant URI and one known at run time, metadata, importing again, used by tasks.
@!image("python:3.11")

component locate(day: String) -> String python ```
    return f"s3://bucket/{day}"
```

component compare(data: Dataset, model: Model) -> Float python ```
    return float(len(data.uri) - len(model.uri))
```

pipeline importers(day: String = "2024-01-01", tag: String = "prod") {
    let data  = importer(Dataset, uri = locate(day), reimport = true)
    let model = importer(
        Model,
        uri      = "gs://models/churn/1",
        metadata = { framework = "xgboost", tag = tag, sizes = [1, 2] },
    )
    compare(data, model)
}
