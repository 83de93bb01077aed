// expect: E0201@8
@!image("python:3.11")

component load(uri: String) -> Dataset container { command = ["load", uri, Output.path] }
component train(data: Dataset) -> Model container { command = ["train", data.path, Output.path] }

pipeline nightly() -> Model {
    let data = laod(uri = "s3://acme")
    let model = train(data)
    return train(data).after(model)
}
