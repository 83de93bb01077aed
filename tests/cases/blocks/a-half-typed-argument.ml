// expect: E0102@7
@!image("python:3.11")

component train(n: Int, rate: Float) container { command = ["train", n, rate] }

pipeline nightly() {
    train(n = , rate = 0.1)
    train(n = 1, rate = 0.1)
}
