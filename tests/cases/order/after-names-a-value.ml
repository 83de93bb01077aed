// expect: E0410@8 E0410@9 E0201@10
@!image("python:3.11")

const N = 3
component train() container { command = ["train"] }

pipeline nightly(date: String) {
    train().after(date)
    train().after(N)
    train().after(nothing)
}
