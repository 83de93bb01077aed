// expect: ok
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component train(rate: Float, rates: List<Float>) container { command = ["train", rate, rates] }

pipeline nightly(n: Int, all: List<Int>) {
    train(rate = count(), rates = [1, 2.5])
    train(rate = n, rates = all)
    train(rate = 1, rates = [])
}
