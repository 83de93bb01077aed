// expect: E0104@5
@!image("python:3.11")

component say(text: String) container {
    command = "echo", text]
    args = [text]
}

pipeline main(text: String) {
    say(text)
}
