// expect: E0204@7
@!image("python:3.11")

component train(seed: Int) container { command = ["train", seed] }

pipeline sweep(seed: Int) {
    for seed in [1, 2] {
        train(seed)
    }
}
