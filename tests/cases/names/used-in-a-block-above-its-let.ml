// expect: E0203@9
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }
component train(data: Dataset) container { command = ["train", data.path] }

pipeline nightly(full: Bool) {
    if full {
        train(data)
    }
    let data = load()
}
