// expect: E0207@8 E0207@9
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component train(rows: Int) container { command = ["train", rows] }
type Rows = { n: Int }
pipeline nightly() {
    train(rows = count)
    train(rows = Rows)
}
