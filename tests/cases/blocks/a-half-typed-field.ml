// expect: E0102@9
@!image("python:3.11")

component load() -> (data: Dataset, rows: Int) container { command = ["load", data.path, rows.path] }
component train(data: Dataset) container { command = ["train", data.path] }

pipeline nightly() {
    let raw = load()
    train(data = raw.)
    train(data = raw.data)
}
