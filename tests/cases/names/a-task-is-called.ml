// expect: E0207@8
@!image("python:3.11")

component train(seed: Int) -> Int container { command = ["train", seed, Output.path] }

pipeline nightly() {
    let run = train(seed = 1)
    run(seed = 2)
}
