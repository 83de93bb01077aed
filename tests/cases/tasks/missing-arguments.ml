// expect: E0401@7 E0401@8 E0401@9
@!image("python:3.11")

component train(epochs: Int, rate: Float, seed: Int = 7, note: String?) container { command = ["train", epochs, rate, seed] }

pipeline nightly() {
    train()
    train(epochs = 3)
    inner(x = 1)
    train(epochs = 3, rate = 0.1)
}

pipeline inner(x: Int, y: Int) {
    train(epochs = x, rate = y)
}
