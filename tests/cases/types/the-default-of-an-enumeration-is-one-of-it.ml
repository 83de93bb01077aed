// expect: E0305@4 E0305@6
@!image("python:3.11")

component train(mode: "fast" | "exact" = "slow") container { command = ["train", mode] }

type Mode = { mode: "a" | "b" = "c" }

pipeline nightly() {
    train()
}
