// expect: E0201@7 E0201@8
@!image("python:3.11")

component train_model(epochs: Int) container { command = ["train", epochs] }

pipeline nightly() {
    trainmodel(epochs = 3)
    publish(model = 1)
}
