// expect: E0302@7
@!image("python:3.11")

component train(x: Float) container { command = ["train", x] }

pipeline nightly(a: Float?, b: Float?, full: Bool) {
    if a or b { train(x = a) }
    if not (a and full) { train(x = 1) } else if full { train(x = a) }
}
