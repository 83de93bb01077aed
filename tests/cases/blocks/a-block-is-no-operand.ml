// expect: E0116@7
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }

pipeline nightly(full: Bool) {
    let rows = 1 + if full { count() } else { count() }
}
