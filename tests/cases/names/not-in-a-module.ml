// expect: E0212@2 E0212@2
use std.k8s.{create_pcv, nothing}

@image("python:3.11")
component train() container { command = ["train"] }

pipeline nightly() {
    create_pcv(size = "5Gi")
    train()
}
