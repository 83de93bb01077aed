// expect: E0201@4 E0201@5 E0201@9
@!image("python:3.11")

const SEED = sead + 1
component train(seed: Int, other: Int = seed) container { command = ["train", seed, other] }

@timeout(1h)
pipeline nightly(seed: Int) {
    train(seed).timeout(limit)
}
