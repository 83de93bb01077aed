// expect: ok
@!image("python:3.11")

component train(n: Int, rate: Float) container { command = ["train", n, rate] }

pipeline nightly() {
    train(n = 1_000, rate = 0.5)
    train(n = -3, rate = -0.5)
    train(n = 0, rate = 1e-3)
    train(n = 2 * (3 + 4), rate = 1 / 3)
    train(n = 10, rate = 10)
}
