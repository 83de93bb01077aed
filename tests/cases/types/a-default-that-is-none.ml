// expect: E0319@4
@!image("python:3.11")

component train(epochs: Int = none) container { command = ["train", epochs] }
component tune(epochs: Int? = none) container { command = ["tune"] }

pipeline nightly() {
    train()
    tune()
}
