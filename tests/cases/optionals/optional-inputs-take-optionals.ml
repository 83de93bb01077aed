// expect: ok
@!image("python:3.11")

component train(a: Int?, b: Int = 3, c: Dataset?) container { command = ["train", b] }

pipeline inner(a: Int?, b: Int = 4, c: Dataset?) {
    train(a, b, c)
}

pipeline nightly(n: Int?, data: Dataset?) {
    inner(a = n, b = n, c = data)
    inner()
    train(a = none)
}
