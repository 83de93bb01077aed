// expect: ok
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component train() container { command = ["train"] }

pipeline nightly() {
    if count() > 3 {
        train()
    } else if count() > 2 {
        train()
    }
}
