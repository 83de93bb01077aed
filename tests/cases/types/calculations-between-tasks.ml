// expect: E0313@8 E0313@9 E0313@10 E0313@11
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component train(n: Float, flag: Bool = true) container { command = ["train", n, flag] }

pipeline nightly(n: Int) {
    train(n = n + 1)
    train(n = count() * 2)
    train(n = 1, flag = n > 3)
    train(n = -n)
    train(n = 2 * 3 + 4 / 2 - -1)
    train(n = 1, flag = not (1 > 2) and "a" in ["a", "b"])
}
