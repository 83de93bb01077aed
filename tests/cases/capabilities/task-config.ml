// expect -t kfp@2.14: E0702@9 E0702@10
// expect -t kfp@2.15: ok
// expect -t argo: E0701@9 E0701@10
@!image("python:3.12")

@task_config(resources)
component train() container { command = ["train"] }
pipeline nightly() {
    importer(Dataset, "s3://acme/raw.csv", workspace = true)
    train()
}
