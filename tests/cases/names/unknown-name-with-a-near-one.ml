// expect: E0201@7
@!image("python:3.11")

component train(epochs: Int) container { command = ["train", epochs] }

pipeline nightly(epochs: Int) {
    train(epochs = epohcs)
}
