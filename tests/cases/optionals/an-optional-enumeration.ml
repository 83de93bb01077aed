// expect: E0305@7 E0302@8
@!image("python:3.11")

component train(mode: "fast" | "exact"?) container { command = ["train"] }

pipeline nightly(mode: "fast" | "exact"?) {
    train(mode = "slow")
    if mode == "fast" { train(mode) }
    if mode and mode == "fast" { train(mode) }
    train(mode)
}
