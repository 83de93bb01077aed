// expect: E0305@7 E0305@8 E0305@9
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly(mode: "fast" | "exact") {
    if mode == "slow" { train() }
    if "slow" != mode { train() }
    if mode in ["fast", "exat"] { train() }
}
