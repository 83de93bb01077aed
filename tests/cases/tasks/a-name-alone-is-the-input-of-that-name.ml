// expect: ok
@!image("python:3.11")

const rate = 0.5
component load() -> (epochs: Int) container { command = ["load", epochs.path] }
component train(epochs: Int, rate: Float) container { command = ["train", epochs, rate] }

pipeline nightly() {
    let epochs = load()
    train(epochs, rate)
}
