// expect: E0301@7 E0416@8 E0416@9 E0416@10
@!image("python:3.11")

component train(n: Int) container { command = ["train", n] }

pipeline sweep() {
    for n in range("3") { train(n) }
    for n in range(1, 3) { train(n) }
    for n in range() { train(n) }
    let r = range(3)
    for n in range(3) { train(n) }
}
