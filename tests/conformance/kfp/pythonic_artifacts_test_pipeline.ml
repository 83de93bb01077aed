//! Artifacts that functions return, with metadata that travels along.

@!image("python:3.11")
@!cache(false)

component gen_data() -> Dataset python ```
    text = "some data"
    dataset = Dataset(uri=dsl.get_uri(), metadata={"length": len(text)})
    with open(dataset.path, "w") as file:
        file.write(text)
    return dataset
```

component train_model(dataset: Dataset) -> Model python ```
    with open(dataset.path) as file:
        text = file.read()
    assert len(text) == dataset.metadata["length"]

    model = Model(uri=dsl.get_uri("model"))
    with open(model.path, "w") as file:
        file.write("model trained")
    return model
```

pipeline pythonic_artifacts_test() {
    train_model(dataset = gen_data())
}
