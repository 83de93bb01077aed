// expect: ok
@!image("python:3.11")

component train() container { command = ["train"] }
component clean(uri: String, status: Status, state: String) container { command = ["clean", uri, status, state] }

pipeline nightly(uri: String, keep: Bool) {
    train()
} finally(status) {
    if status.state == "FAILED" and not keep {
        clean(uri, status, state = status.state)
    }
}
