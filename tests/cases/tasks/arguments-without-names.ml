// expect: E0404@8 E0404@9 E0404@10 E0404@11
@!image("python:3.11")

component train(epochs: Int, rate: Float = 0.1) container { command = ["train", epochs, rate] }
component clean() container { command = ["clean"] }

pipeline nightly(steps: Int) {
    train(3)
    train(steps)
    clean("all")
    train(3, rate = 0.5)
}
