// expect -t kfp: E0703@8
// expect -t argo: ok
@!image("python:3.12")

component train() container { command = ["train"] }

pipeline nightly() {
    train().pod_affinity("kubernetes.io/hostname", match_labels = { app = "cache" }, anti = true)
}
