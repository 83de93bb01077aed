// expect -t kfp@2.3: E0702@9 E0702@9 E0702@9
// expect -t kfp@2.4: ok
// expect -t argo: ok
@!image("python:3.12")

component train() container { command = ["train"] }

pipeline nightly(which: String, cores: String) {
    train()
        .image(which)
        .resources(cpu = cores, memory = 2Gi)
        .cache(key = "v1")
}
