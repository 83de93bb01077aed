// expect -t kfp@2.14: E0702@10 E0702@10
// expect -t kfp@2.15: ok
// expect -t argo: ok
@!image("python:3.12")

component train(folder: String) container { command = ["train", folder] }

@workspace(size = 10Gi)
pipeline nightly() {
    train(folder = "${workspace.path}/data")
        .env(TOKEN = secret("wandb", "key", optional = true))
}
