// expect: E0302@13
@!image("python:3.11")

component count(n: Int) -> Int container { command = ["count", n, Output.path] }
component train(rows: Int) container { command = ["train", rows] }

pipeline nightly(mode: "small" | "medium" | "large") {
    let rows = if mode == "small" {
        count(n = 1)
    } else if mode == "medium" {
        count(n = 10)
    }
    train(rows)
}
