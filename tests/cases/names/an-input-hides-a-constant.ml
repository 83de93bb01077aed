// expect: E0204@6
@!image("python:3.11")

const seed = 7
component train(s: Int) container { command = ["train", s] }
pipeline nightly(seed: Int) {
    train(s = seed)
}
