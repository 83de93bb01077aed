// expect: E0204@8
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly(status: String) {
    train()
} finally(status) {
    train()
}
