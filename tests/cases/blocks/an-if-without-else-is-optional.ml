// expect: E0302@9
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component train(rows: Int) container { command = ["train", rows] }

pipeline nightly(full: Bool) {
    let rows = if full { count() }
    train(rows)
}
