// expect: E0205@4 E0205@7
@!image("python:3.11")

component show(text: String) container { command = ["echo", text, run.nam] }

pipeline nightly() {
    show(text = run.idd)
    show(text = run.id)
}
