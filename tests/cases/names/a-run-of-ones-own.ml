// expect: ok
@!image("python:3.11")

component train() -> (id: String) container { command = ["train", id.path] }
component show(text: String) container { command = ["echo", text] }

pipeline nightly() {
    let run = train()
    show(text = run.id)
}
