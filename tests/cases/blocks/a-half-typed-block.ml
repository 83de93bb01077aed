// expect: E0103@9
@!image("python:3.11")

component train(n: Int) container { command = ["train", n] }

pipeline nightly(full: Bool) {
    train(n = 1)
    if full {
        train(n = 2)
}
