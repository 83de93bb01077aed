// expect: E0306@8 E0306@9 E0306@10
@!image("python:3.11")

component train(n: Int) container { command = ["train", n] }
const BIG = 9007199254740992
pipeline nightly() {
    train(n = 9007199254740992)
    train(n = 9007199254740993)
    train(n = 99999999999999999999999999)
    train(n = BIG + 1)
    train(n = -9007199254740992)
    train(n = BIG - 1)
}
