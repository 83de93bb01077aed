// expect: E0402@8 E0402@9 E0402@10
@!image("python:3.11")

component train(epochs: Int) container { command = ["train", epochs] }
component clean() container { command = ["clean"] }

pipeline nightly() {
    train(epochs = 3, epoch = 3)
    clean(all = true)
    train(epochs = 3, colour = "red")
}
