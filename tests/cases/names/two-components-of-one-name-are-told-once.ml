// expect: E0202@5
@!image("python:3.11")

component train(epochs: Int) container { command = ["train", epochs] }
component train(rate: Float) container { command = ["train", rate] }

pipeline nightly() {
    train(epochs = 3)
    train(rate = 0.5)
}
