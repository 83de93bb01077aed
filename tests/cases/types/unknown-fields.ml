// expect: E0304@8 E0304@9 E0304@10
@!image("python:3.11")

type Hyper = { rate: Float, epochs: Int = 10 }
component train(hyper: Hyper) container { command = ["train", hyper] }
component steps(n: Int) container { command = ["steps", n] }
pipeline nightly(hyper: Hyper) {
    train(hyper = { rate = 0.1, epoch = 3 })
    steps(n = hyper.steps)
    steps(n = hyper["steps"])
    steps(n = hyper.epochs)
    steps(n = hyper["epochs"])
}
