// expect: E0115@7
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly(n: Int) {
    if 1 < n < 3 { train() }
}
