// expect: E0335@2 E0335@3
type Twice = "a" | "b" | "a"
type Mixed = "a" | 1

@image("python:3.11")
component train(a: Twice, b: Mixed) container { command = ["train", a, b] }

pipeline nightly() {
    train(a = "a", b = 1)
}
