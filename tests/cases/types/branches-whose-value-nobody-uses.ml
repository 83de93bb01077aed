// expect: ok
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component clean() container { command = ["clean"] }
component both() -> (a: Int, b: Int) container { command = ["both", a.path, b.path] }

pipeline nightly(mode: "a" | "b" | "c") {
    let done = if mode == "a" {
        count()
    } else if mode == "b" {
        both()
    } else {
        clean()
    }
    clean().after(done)
}
