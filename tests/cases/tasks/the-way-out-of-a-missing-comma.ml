// expect: E0401@7
@!image("python:3.11")

component train(a: Int, b: Int) container { command = ["train", a, b] }

pipeline nightly() {
    train(
        a = 1,
    )
}
