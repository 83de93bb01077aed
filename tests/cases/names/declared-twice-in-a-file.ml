// expect: E0202@5 E0202@6 E0202@9
@!image("python:3.11")

component train() container { command = ["train"] }
component train() container { command = ["train", "again"] }
const train = 3

type Hyper = { epochs: Int }
artifact Hyper: Model = "acme.Hyper@0.0.1"

pipeline nightly() {
    train()
}
