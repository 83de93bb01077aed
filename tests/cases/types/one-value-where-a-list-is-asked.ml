// expect: E0301@8 E0301@9
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component sum(all: List<Int>) container { command = ["sum", all] }

pipeline nightly() {
    sum(all = 3)
    sum(all = count())
}
