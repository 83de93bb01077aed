// expect: E0210@4
@!image("python:3.11")

component _() container { command = ["train"] }
component train() container { command = ["train"] }

pipeline nightly() {
    train()
}
