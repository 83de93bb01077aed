// expect: E0301@8 E0301@9 E0301@10
@!image("python:3.11")

type Hyper = { rate: Float, name: String }
component train(hyper: Hyper) container { command = ["train", hyper] }

pipeline nightly(a: { rate: String, name: String }, b: { rate: Int }, c: { rate: Int, name: String, more: Bool }) {
    train(hyper = a)
    train(hyper = b)
    train(hyper = c)
}
