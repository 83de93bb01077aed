// expect: E0301@8 E0301@9
@!image("python:3.11")

component measure() -> Float container { command = ["measure", Output.path] }
component train(epochs: Int) container { command = ["train", epochs] }

pipeline nightly(rate: Float) {
    train(epochs = measure())
    train(epochs = rate)
}
