// expect: E0301@8
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }
component any(x: Json) container { command = ["any", x] }

pipeline nightly() {
    any(x = load())
}
