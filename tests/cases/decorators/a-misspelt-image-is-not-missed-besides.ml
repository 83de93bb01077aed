// expect: E0501@3 E0501@11
//! A component whose image could not be read does not lack one.
@!imgae("python:3.11")

component load() container {
    command = ["load"]
}

component train() container { command = ["train"] }

@imag("python:3.11")
component show() container { command = ["show"] }

pipeline nightly() {
    load()
    train()
    show()
}
