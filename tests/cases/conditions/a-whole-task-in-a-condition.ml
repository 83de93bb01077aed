// expect: E0314@8 E0314@9
@!image("python:3.11")

component count() -> (a: Int, b: Int) container { command = ["count", a.path, b.path] }
component train() container { command = ["train"] }
pipeline nightly() {
    let c = count()
    if c > 3 { train() }
    if train() { train() }
    if c.a > 3 { train() }
}
