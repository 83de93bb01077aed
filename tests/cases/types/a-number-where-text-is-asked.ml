// expect: E0301@8 E0301@9
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component show(text: String) container { command = ["echo", text] }

pipeline nightly() {
    show(text = 3)
    show(text = count())
    let rows = count()
    show(text = "${rows}")
}
