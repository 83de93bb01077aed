// expect: E0305@9 E0305@10 E0305@11
@!image("python:3.11")

const FAST = "fast"
const SLOW = "slow"
const BITS = 8
component train(mode: "fast" | "exact", bits: 8 | 16 = 8) container { command = ["train", mode, bits] }
pipeline nightly() {
    train(mode = SLOW)
    train(mode = FAST, bits = 8 * 3)
    train(mode = FAST, bits = -8)
    train(mode = FAST, bits = BITS * 2)
}
