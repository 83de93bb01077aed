// expect: E0302@10 E0302@14 E0302@18
@!image("python:3.11")

component train(x: Float) container { command = ["train", x] }

pipeline nightly(a: Float?, b: Float?, full: Bool) {
    if a {
        train(x = a)
    } else {
        train(x = a)
    }
    if a {
        train(x = 1)
        train(x = b)
    } else if b {
        train(x = b)
    }
    train(x = a)
}
