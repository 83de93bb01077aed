// expect -t kfp: E0704@8
// expect -t argo: E0704@8
@!image("python:3.12")

component train() container { command = ["train"] }

pipeline nightly() {
    train().spot()
}
