// expect: ok
@!image("python:3.11")

type Maybe = Int?
component train(n: Maybe, m: Maybe?) container { command = ["train"] }

pipeline nightly(n: Maybe) {
    train(n, m = n)
}
