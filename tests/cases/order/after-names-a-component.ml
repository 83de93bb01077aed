// expect: E0207@8
@!image("python:3.11")

component load() container { command = ["load"] }
component train() container { command = ["train"] }

pipeline nightly() {
    train().after(load)
    load()
}
