// expect: ok
@!image("python:3.11")

component train(options: Json, tags: Map<String>) container { command = ["train", options, tags] }

pipeline nightly() {
    train(options = {}, tags = {})
}
