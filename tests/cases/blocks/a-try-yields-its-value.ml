// expect: ok
@!image("python:3.11")

component train() -> Model container { command = ["train", Output.path] }
component clean(state: String) container { command = ["clean", state] }
component publish(model: Model) container { command = ["publish", model.path] }

pipeline nightly() {
    let model = try {
        train()
    } finally(status) {
        clean(state = status.state)
    }
    publish(model)
}
