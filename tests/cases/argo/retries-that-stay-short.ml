// expect -t argo@3.6: ok
// The wait never reaches the bound, which Argo 3.6 does not know.
@!image("python:3.12")

component train() container { command = ["train"] }

pipeline nightly() {
    train().retry(3, backoff = 10s, max_backoff = 60s)
}
