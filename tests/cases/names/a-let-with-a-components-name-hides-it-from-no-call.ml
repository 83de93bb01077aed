// expect: ok
//! A value can't be called, so that the component is still there to be called.
@!image("python:3.11")

component load(name: String) -> Dataset container { command = ["load", name, Output.path] }
component train(data: Dataset, more: Dataset) container { command = ["train", data.path, more.path] }

pipeline nightly() {
    let load = load(name = "a")
    let more = load(name = "b")
    train(data = load, more)
}
