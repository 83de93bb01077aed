// expect -t kfp: ok
// expect -t argo: ok
@!image("python:3.12")
use std.k8s.{create_pvc, delete_pvc}

component train() container { command = ["train"] }

pipeline nightly() {
    let volume = create_pvc(access_modes = ["ReadWriteOnce"], size = "5Gi", pvc_name_suffix = "data")
    let trained = train().mount("/data", pvc = volume)
    delete_pvc(pvc_name = volume).after(trained)
}
