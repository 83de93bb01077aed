// expect: E0207@8 E0207@9 E0207@10
@!image("python:3.11")

const SEED = 7
type Hyper = { epochs: Int }
component train(seed: Int) -> Int container { command = ["train", seed, Output.path] }
pipeline nightly(seed: Int) {
    SEED()
    Hyper(epochs = 3)
    seed(x = 1)
    train(seed)
}
