// expect: E0403@7 E0403@8
@!image("python:3.11")

component train(epochs: Int) container { command = ["train", epochs] }

pipeline nightly(epochs: Int) {
    train(epochs, epochs = 3)
    train(epochs = 3, epochs = 4)
}
