// expect: ok
@!image("python:3.11")

type Inner = { a: Int = 1, b: String = "b" }
type Hyper = { rate: Float = 0.5, inner: Inner = {}, list: List<Int> = [1], note: String? }
component train(hyper: Hyper = {}) container { command = ["train", hyper] }

pipeline nightly(hyper: Hyper = { rate = 1 }) {
    train()
    train(hyper)
    train(hyper = { inner = { a = 2 } })
}
