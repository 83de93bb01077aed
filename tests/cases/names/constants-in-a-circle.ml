// expect: E0209@5
@!image("python:3.11")

const A = B + 1
const B = A + 1

component train(n: Int) container { command = ["train", n] }

pipeline nightly() {
    train(n = A)
}
