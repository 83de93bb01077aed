// expect -t kfp@2.17: E0702@9
// expect -t kfp@2.18: ok
// expect -t argo: ok
@!image("python:3.12")

component train() container { command = ["train"] }

pipeline nightly() {
    train().init_container("warm-up", "busybox:1.36", command = ["date"])
}
