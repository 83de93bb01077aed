// expect: E0305@8 E0305@9 E0301@10 E0301@11
@!image("python:3.11")

type Mode = "fast" | "exact"
component train(mode: Mode, bits: 8 | 16 | 32 = 16) container { command = ["train", mode, bits] }

pipeline nightly(mode: Mode = "fast", text: String, wide: "fast" | "exact" | "slow") {
    train(mode = "fasst")
    train(mode = "fast", bits = 24)
    train(mode = text)
    train(mode = wide)
    train(mode)
    train(mode = "exact", bits = 32)
}
