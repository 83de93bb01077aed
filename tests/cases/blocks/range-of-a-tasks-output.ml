// expect: ok
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component train(n: Int) container { command = ["train", n] }

pipeline sweep(width: Int) {
    for n in range(width) { train(n) }
    for n in range(count()) { train(n) }
    for n in range(2 * 3) { train(n) }
}
