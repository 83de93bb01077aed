// expect: E0305@9
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly() {
    train()
} finally(status) {
    if status.state == "SUCCEEDED" {
        train()
    }
}
