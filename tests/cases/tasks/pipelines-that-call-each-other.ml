// expect: E0406@15
@!image("python:3.11")

component train() container { command = ["train"] }

pipeline first() {
    second()
}

pipeline second() {
    third()
}

pipeline third() {
    first()
    train()
}
