// expect -t argo: ok
// expect -t kfp: ok
@!image("python:3.12")

component train() container { command = ["train"] }

@argo(pod_gc = OnPodSuccess, pod_gc_delay = 30s)
pipeline nightly() {
    train()
}
