// expect: E0203@9 E0201@10
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }
component train(data: Dataset) container { command = ["train", data.path] }

pipeline nightly() {
    let data =
    train(data)
    train(data = row)
}
