// expect: E0302@8 E0302@9 E0302@10 E0302@11 E0302@12
@!image("python:3.11")

type Hyper = { rate: Float, note: String? }
component train(x: Float) container { command = ["train", x] }

pipeline nightly(rate: Float?, hyper: Hyper?, seeds: List<Float>?, full: Bool) {
    train(x = rate)
    train(x = hyper.rate)
    if rate > 0.5 { train(x = 1) }
    for x in seeds { train(x) }
    if full or rate { train(x = rate) }
}
