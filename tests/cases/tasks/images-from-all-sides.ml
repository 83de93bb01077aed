// expect: ok
@!image("acme/base:1.0.0")

component train(data: String) container { command = ["train", data] }

@image("python:3.11")
component clean() container { command = ["clean"] }

pipeline nightly(tag: String) {
    train(data = "a")
    clean()
    train(data = "b").image("acme/train:2.0.0")
    train(data = "c").image("acme/train:${tag}")
}
