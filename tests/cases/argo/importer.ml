// expect: ok
@!image("python:3.12")

component read(data: Dataset) -> Int python ```
    return len(open(data.path).read())
```

pipeline known(uri: String = "s3://acme/raw.csv") -> Int {
    let raw = importer(Dataset, "gs://acme/churn.csv", metadata = { rows = "3" })
    read(data = raw)
    return read(data = importer(Dataset, uri))
}
