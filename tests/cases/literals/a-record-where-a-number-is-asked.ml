// expect: E0301@7 E0301@8 E0301@9 E0301@10
@!image("python:3.11")

component train(n: Int, all: List<Int> = []) container { command = ["train", n, all] }

pipeline nightly() {
    train(n = { a = 1 })
    train(n = [1])
    train(n = true)
    train(n = 1, all = { a = 1 })
}
