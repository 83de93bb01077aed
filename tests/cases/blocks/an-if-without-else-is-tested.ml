// expect: ok
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component train(rows: Int) container { command = ["train", rows] }
component tune(rows: Int?, more: Int = 3) container { command = ["tune"] }

pipeline nightly(full: Bool) {
    let rows = if full { count() }
    tune(rows, more = rows)
    if rows {
        train(rows)
    }
}
