// expect: ok
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component train(rows: Int) container { command = ["train", rows] }

pipeline nightly(full: Bool, n: Int) {
    let rows = if full { count() } else { 100 }
    train(rows)
    let more = if full { n } else { 100 }
    train(rows = more)
}
