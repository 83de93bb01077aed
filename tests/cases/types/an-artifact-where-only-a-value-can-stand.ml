// expect: E0311@9 E0311@12 E0311@15 E0311@15
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }
component show(text: String) container { command = ["echo", text] }

pipeline nightly() {
    let data = load()
    show(text = "data: ${data}")

    // A condition on a file.
    if data {
        show(text = "there")
    }
    if data == "x" or data.Output == "y" {
        show(text = "there")
    }
}
