// expect: ok
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline train_all() {
    train()
}

@name("train-everything")
pipeline Train_All() {
    train()
}
