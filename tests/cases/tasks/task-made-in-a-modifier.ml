// expect: ok
//! A task that is made in a modifier's argument comes before the task that the modifier is of.
@!image("python:3.11")

component choose() -> String container { command = ["choose"] }

component train(epochs: Int) container { command = ["train", epochs] }

pipeline nightly() {
    train(epochs = 1).resources(memory = choose()).after(choose())
}
