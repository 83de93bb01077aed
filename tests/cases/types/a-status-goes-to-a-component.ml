// expect: E0317@11 E0304@12
@!image("python:3.11")

component train() container { command = ["train"] }
component tell(status: Status) container { command = ["tell", status] }
component show(text: String) container { command = ["echo", text] }

pipeline nightly() {
    train()
} finally(status) {
    show(text = status.error_message)
    show(text = status.stat)
    show(text = "${status.state} in ${status.task}")
    tell(status)
}
