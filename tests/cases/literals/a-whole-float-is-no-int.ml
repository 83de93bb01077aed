// expect: E0301@7 E0301@8
@!image("python:3.11")

component train(n: Int) container { command = ["train", n] }

pipeline nightly() {
    train(n = 3.0)
    train(n = 6 / 2)
    train(n = 3)
}
