// expect: E0206@10 E0206@11
@!image("python:3.11")

component train(seed: Int) -> Int container { command = ["train", seed, Output.path] }

pipeline sweep() {
    for seed in [1, 2] {
        let run = train(seed)
    }
    train(seed)
    train(seed = 3).after(run)
}
