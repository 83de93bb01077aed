// expect: E0202@2
use std.k8s.{create_pvc}

component create_pvc() container { command = ["create"] }

pipeline nightly() {
    create_pvc(size = "5Gi", access_modes = ["ReadWriteOnce"])
}
