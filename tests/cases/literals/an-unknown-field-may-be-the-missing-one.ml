// expect: E0304@9 E0303@10
//! A field that its record does not know is told, and not besides what it may have been meant for.
@!image("python:3.11")

type Hyper = { rate: Float, epochs: Int = 3 }
component train(hyper: Hyper) container { command = ["train", hyper] }

pipeline nightly() {
    train(hyper = { rat = 0.1 })
    train(hyper = { epochs = 1 })
}
