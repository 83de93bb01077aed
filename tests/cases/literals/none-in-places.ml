// expect: E0319@9 E0319@10 E0319@11
@!image("python:3.11")

type Hyper = { rate: Float, note: String? }
component train(n: Int, note: String?, m: Int = 3, hyper: Hyper = { rate = 1 }) container { command = ["train", n, m, hyper] }
component sum(all: List<Int>) container { command = ["sum", all] }

pipeline nightly() {
    train(n = none)
    train(n = 1, hyper = { rate = none })
    sum(all = [1, none])
    train(n = 1, note = none, m = none, hyper = none)
    train(n = 1, hyper = { rate = 1, note = none })
}
