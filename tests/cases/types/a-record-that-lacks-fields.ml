// expect: E0303@9 E0303@10
@!image("python:3.11")

type Optimizer = { name: String, momentum: Float? }
type Hyper = { rate: Float, epochs: Int = 10, optimizer: Optimizer }
component train(hyper: Hyper) container { command = ["train", hyper] }

pipeline nightly() {
    train(hyper = { })
    train(hyper = { rate = 0.1, optimizer = { momentum = 0.9 } })
    train(hyper = { rate = 1, optimizer = { name = "sgd" } })
}
