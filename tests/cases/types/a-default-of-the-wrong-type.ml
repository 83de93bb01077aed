// expect: E0301@4 E0301@4 E0301@6 E0301@8
@!image("python:3.11")

component train(epochs: Int = "ten", rate: Float = true) container { command = ["train", epochs, rate] }

type Hyper = { rate: Float = "0.1" }

const EPOCHS: Int = "10"

pipeline nightly() {
    train()
    train(epochs = EPOCHS)
}
