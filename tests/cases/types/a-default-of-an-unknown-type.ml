// expect: E0208@4
@!image("python:3.11")

component train(n: Number = 3, hyper: { a: Int } = { a = 1 }) container { command = ["train", n, hyper] }

pipeline nightly() {
    train(n = "x")
    train()
}
