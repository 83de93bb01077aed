// expect: E0202@2
use std.k8s.{create_pvc as volume, delete_pvc as volume}

pipeline nightly() {
    volume(size = "5Gi", access_modes = ["ReadWriteOnce"])
}
