// expect -t kfp: ok
// expect -t argo: E0701@6
use component "./with/greet.yaml" as greet

pipeline nightly() {
    greet()
}
