// expect: E0309@7 E0309@8
@!image("python:3.11")

component train(n: Int) container { command = ["train", n] }

pipeline nightly(n: Int) {
    if n != none { train(n) }
    if none == n { train(n) }
}
