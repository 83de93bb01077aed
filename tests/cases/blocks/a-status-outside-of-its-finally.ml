// expect: E0206@13
@!image("python:3.11")

component train() container { command = ["train"] }
component clean(state: String) container { command = ["clean", state] }

pipeline nightly() {
    try {
        train()
    } finally(status) {
        clean(state = status.state)
    }
    clean(state = status.state)
}
