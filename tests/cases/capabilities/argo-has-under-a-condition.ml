// expect -t kfp: ok
// expect -t argo: E0713@8 E0714@9 E0701@9
@!image("python:3.12")

component read(data: Dataset, at: String) container { command = ["read", data.path, at] }

pipeline nightly() {
    let raw = importer(Dataset, "hdfs://acme/raw.csv")
    read(data = raw, at = run.task_name).cache(true)
}
