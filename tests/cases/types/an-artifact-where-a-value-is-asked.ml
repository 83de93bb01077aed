// expect: E0301@9 E0301@10
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }
component show(text: String) container { command = ["echo", text] }
component train(data: Dataset) container { command = ["train", data.path] }

pipeline nightly() {
    show(text = load())
    train(data = "s3://acme")
}
