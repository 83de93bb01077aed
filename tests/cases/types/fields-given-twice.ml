// expect: E0332@2 E0332@8
type Hyper = { rate: Float, rate: Int }

@image("python:3.11")
component train(x: Json) container { command = ["train", x] }

pipeline nightly() {
    train(x = { a = 1, "a" = 2 })
}
