// expect: E0207@8
@!image("python:3.11")

component train() container { command = ["train"] }
component clean() container { command = ["clean"] }

pipeline nightly() {
    clean
    train()
}
