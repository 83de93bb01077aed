// expect: E0201@7 E0201@8
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly(mode: "a" | "b") {
    if nothing == true { train() }
    if "a" == nobody { train() }
    if "a" == mode { train() }
}
