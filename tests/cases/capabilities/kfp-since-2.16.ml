// expect -t kfp@2.15: E0702@9 E0702@9 E0702@9
// expect -t kfp@2.16: ok
// expect -t argo: ok
@!image("python:3.12")

component train(mode: "fast" | "slow") container { command = ["train", mode] }

pipeline nightly() {
    train(mode = "fast")
        .mount("/data", pvc = "raw", sub_path = "2026")
        .security(run_as_user = 1000)
}
