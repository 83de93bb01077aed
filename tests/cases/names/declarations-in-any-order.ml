// expect: ok
@!image("python:3.11")

pipeline nightly(hyper: Hyper = { rate = RATE }) {
    inner(hyper)
}

pipeline inner(hyper: Hyper) {
    let model = train(hyper)
    publish(model)
}

component publish(model: Net) container { command = ["publish", model.path] }
component train(hyper: Hyper) -> Net container { command = ["train", hyper, Output.path] }
type Hyper = { rate: Float = RATE, steps: Int = STEPS }
artifact Net: Base = "acme.Net@1.0.0"
artifact Base: Model = "acme.Base@1.0.0"
const RATE = 1 / TEN
const TEN = STEPS / 10
const STEPS = 100
