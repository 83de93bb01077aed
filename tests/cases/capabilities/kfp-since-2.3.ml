// expect -t kfp@2.2: E0702@9 E0702@9
// expect -t kfp@2.3: ok
// expect -t argo: ok
@!image("python:3.12")

component train() container { command = ["train"] }

pipeline nightly() {
    train()
        .mount("/scratch", empty_dir = true)
        .shared_memory(8Gi)
}
