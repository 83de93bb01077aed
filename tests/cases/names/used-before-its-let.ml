// expect: E0203@8 E0203@9
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }
component train(data: Dataset) container { command = ["train", data.path] }

pipeline nightly() {
    train(data)
    train(data = load()).after(data)
    let data = load()
}
