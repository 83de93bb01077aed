@!image("python:3.12")

component train(data_uri: String, epochs: Int) -> (model: Model, accuracy: Float) python ```
    with open(model.path, "w") as file:
        file.write(data_uri * epochs)
    return 0.9
```

component publish(model: Model) python ```
    print(model.uri)
```

pipeline nightly(data_uri: String) {
    let run = train(data_uri, epochs = "10")

    if run.acuracy > 0.8 {
        publish(model = run.model)
    }
}
