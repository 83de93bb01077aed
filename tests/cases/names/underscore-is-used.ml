// expect: E0210@8 E0210@11
@!image("python:3.11")

component train(seed: Int) container { command = ["train", seed] }

pipeline nightly() {
    for _ in range(3) {
        train(seed = _)
    }
    let _ = train(seed = 1)
    train(seed = 1).after(_)
}
