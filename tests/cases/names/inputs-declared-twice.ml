// expect: E0202@4 E0202@6
@!image("python:3.11")

component train(epochs: Int, epochs: Float) container { command = ["train", epochs] }

pipeline nightly(uri: String, uri: String) {
    train(epochs = 1)
}
