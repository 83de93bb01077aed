// expect: ok
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component train(n: Int) container { command = ["train", n] }

pipeline nightly(full: Bool) {
    let rows = if full { count() }
    if rows and rows > 3 {
        train(n = rows)
    }
    let sure = if rows { rows } else { count() }
    train(n = sure)
}
