// expect: E0301@9 E0301@9
//! A wrong part of a default is one error: the whole is not called a run-time value besides.
@!image("python:3.11")

type Hyper = { rate: Float, epochs: Int = 10 }

component train(hyper: Hyper) container { command = ["train"] }

pipeline nightly(hyper: Hyper = { rate = "fast" }, seeds: List<Int> = [true]) {
    train(hyper)
}
