// expect: E0204@7
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }

pipeline nightly(data: Dataset) {
    let data = load()
}
