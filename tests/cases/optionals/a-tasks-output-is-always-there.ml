// expect: E0309@8
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component train(n: Int) container { command = ["train", n] }
pipeline nightly() {
    let n = count()
    if n == none { train(n) }
}
