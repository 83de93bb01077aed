// expect: E0308@3
@!image("python:3.11")
const N = 1 / 0

component train(n: Float) container { command = ["train", n] }

pipeline nightly() {
    train(n = N)
}
