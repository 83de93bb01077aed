// expect -t kfp: ok
// expect -t argo: ok
@!image("python:3.12")

component train(seed: Int) container { command = ["train", "--seed", seed] }

pipeline nightly() {
    train(seed = 1).spot()
    train(seed = 2).spot(required, retries = 3)
    train(seed = 3).spot(required, retries = 3).retry(2, backoff = 10s)
}
