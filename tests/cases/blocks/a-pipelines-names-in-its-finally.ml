// expect: E0206@10
@!image("python:3.11")

component train() -> Model container { command = ["train", Output.path] }
component clean(model: Model) container { command = ["clean", model.path] }

pipeline nightly() {
    let model = train()
} finally {
    clean(model)
}
