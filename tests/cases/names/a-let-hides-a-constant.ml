// expect: E0204@8
@!image("python:3.11")

const SEED = 7
component draw() -> Int container { command = ["draw", Output.path] }

pipeline nightly() {
    let SEED = draw()
}
