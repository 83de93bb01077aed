// expect: E0211@9
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline train_all() {
    train()
}
pipeline train__all() {
    train()
}
