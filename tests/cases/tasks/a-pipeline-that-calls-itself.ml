// expect: E0406@8
@!image("python:3.11")

component train(n: Int) container { command = ["train", n] }
pipeline deepen(n: Int) {
    train(n)
    if n > 0 {
        deepen(n)
    }
}
