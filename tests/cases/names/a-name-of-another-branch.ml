// expect: E0206@10
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }
component train(data: Dataset) container { command = ["train", data.path] }
pipeline nightly(full: Bool) {
    if full {
        let data = load()
    } else {
        train(data)
    }
}
