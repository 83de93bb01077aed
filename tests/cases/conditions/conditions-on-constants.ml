// expect: ok
@!image("python:3.11")

const DRY = false
const LIMIT = 2 * 3
component train(n: Int) container { command = ["train", n] }

pipeline nightly(n: Int) {
    if not DRY and n > LIMIT + 1 {
        train(n = LIMIT)
    }
}
