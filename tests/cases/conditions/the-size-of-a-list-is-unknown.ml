// expect: E0201@7
@!image("python:3.11")

component train(all: List<Int>) container { command = ["train", all] }

pipeline nightly(all: List<Int>) {
    if len(all) > 3 { train(all) }
}
