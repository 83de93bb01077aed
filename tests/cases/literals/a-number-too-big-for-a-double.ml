// expect: E0306@7
@!image("python:3.11")

component train(n: Float) container { command = ["train", n] }

pipeline nightly() {
    train(n = 1e999)
    train(n = 1e300)
}
