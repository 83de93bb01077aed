// expect: E0307@7
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly(seconds: Int) {
    if seconds > 30s { train() }
}
