// expect: E0416@9 E0416@12 E0215@15 E0416@18
@!image("python:3.11")

const DOWN = -3

component train(fold: Int) container { command = ["train", "${fold}"] }

pipeline nightly() {
    for fold in range(-1) {
        train(fold)
    }
    for fold in range(DOWN) {
        train(fold)
    }
    for fold in range(100000000) {
        train(fold)
    }
    for fold in range(1, 3) {
        train(fold)
    }
    for fold in range(0) {
        train(fold)
    }
}
