// expect: E0207@5 E0207@6
@!image("python:3.11")

component train() container { command = ["train"] }
component evaluate(run: train) container { command = ["evaluate", run] }
artifact Run: train = "acme.Run@0.0.1"

pipeline nightly() {
    train()
}
