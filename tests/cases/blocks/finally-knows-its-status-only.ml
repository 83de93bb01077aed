// expect: E0206@11
@!image("python:3.11")

component train() -> Model container { command = ["train", Output.path] }
component clean(model: Model) container { command = ["clean", model.path] }

pipeline nightly() {
    try {
        let model = train()
    } finally(status) {
        clean(model)
    }
}
