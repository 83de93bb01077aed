// expect: E0413@2
component train() container { command = ["train"] }

pipeline nightly() {
    train().image("acme/train:2.0.0")
    train()
}
