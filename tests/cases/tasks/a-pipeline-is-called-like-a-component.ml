// expect: ok
@!image("python:3.11")

component load(uri: String) -> Dataset container { command = ["load", uri, Output.path] }
component train(data: Dataset) -> (model: Model, auc: Float) container { command = ["train", data.path, model.path, auc.path] }
component publish(model: Model, auc: Float) container { command = ["publish", model.path, auc] }

pipeline fit(uri: String, note: String?) -> (model: Model, auc: Float) {
    return train(data = load(uri))
}

pipeline nightly(uri: String) {
    let fitted = fit(uri)
    publish(model = fitted.model, auc = fitted.auc).after(fitted)
}
