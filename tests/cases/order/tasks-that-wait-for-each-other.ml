// expect: E0405@8
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }
component train(data: Dataset) container { command = ["train", data.path] }

pipeline nightly() {
    let data = load().after(model)
    let model = train(data)
}
