// expect: E0204@8
@!image("python:3.11")

component train(seed: Int) container { command = ["train", seed] }

pipeline sweep() {
    for seed in [1, 2] {
        for seed in [3, 4] {
            train(seed)
        }
    }
}
