// expect -t kfp@2.1: E0702@9 E0702@9
// expect -t kfp@2.2: ok
// expect -t argo: ok
@!image("python:3.12")

component train() container { command = ["train"] }

pipeline nightly() {
    train()
        .mount("/ca", secret = "ca", optional = true)
        .mount("/claim", ephemeral = true, size = 10Gi)
}
