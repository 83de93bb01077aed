// expect -t argo@3.6: E0702@9
// expect -t argo@3.7: ok
// expect -t kfp: ok
@!image("python:3.12")

component train() container { command = ["train"] }

pipeline nightly() {
    train().retry(5, backoff = 10s, max_backoff = 60s)
}
