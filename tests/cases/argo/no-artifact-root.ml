// expect: E0713@15 E0714@15 E0715@16
@!image("python:3.12")

@image("example.com/report:1.0.0")
component report(model: Model) container {
    command = ["report", model.uri]
}

component train() -> (model: Model) python ```
    open(model.path, "w").write("x")
```

pipeline churn() {
    let model = train()
    report(model).cache(true)
    train().retry(2, backoff = 1s, factor = 1.5)
}
