// expect: E0314@11
@!image("python:3.11")

component clean() container { command = ["clean"] }
component show(x: Json) container { command = ["show", x] }

pipeline nightly(full: Bool) {
    let done = if full {
        clean()
    }
    show(x = done)
}
