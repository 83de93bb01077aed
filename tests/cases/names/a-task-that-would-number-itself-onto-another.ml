// expect: ok
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline nightly() {
    let train_2 = train()
    train()
    train()
    train()
}
