// expect -t kfp@2.0: E0702@10 E0702@10 E0702@10 E0702@10 E0702@10
// expect -t kfp@2.1: ok
// expect -t argo: ok
@!image("python:3.12")

component train() container { command = ["train"] }

pipeline nightly() {
    let quick = train()
    let trained = train()
        .timeout(1h)
        .env(POD = field("metadata.name"))
        .toleration("gpu", operator = Exists)
        .image_pull_policy(Always)
        .image_pull_secret("registry")
}
