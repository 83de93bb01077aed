// expect: E0203@7
@!image("python:3.11")

component next(x: Int) -> Int container { command = ["next", x, Output.path] }

pipeline nightly() {
    let x = next(x)
}
