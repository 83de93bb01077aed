// expect: ok
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }
component train(data: Dataset) container { command = ["train", data.path] }

pipeline nightly() {
    let load = load()
    let train = train(data = load)
}
