// expect: E0318@9
@!image("python:3.11")

component load(i: Int) -> Dataset container { command = ["load", i, Output.path] }
component train(data: Dataset) container { command = ["train", data.path] }

pipeline nightly() {
    let parts = for i in range(2) { load(i) }
    train(data = parts[0])
}
