//! The pipeline of 07_volumes.ml, with the components of 07_volumes.py as they stand.
use "./07_volumes.py".{write, read}
use std.k8s.{create_pvc, delete_pvc}

pipeline volumes(size: String = "5Gi", claim: String = "shared") {
    let made = create_pvc(
        pvc_name_suffix    = "-scratch",
        access_modes       = ["ReadWriteMany"],
        size,
        storage_class_name = "standard",
        annotations        = { team = "growth" },
    )
    let wrote = write(text = "hello")
        .mount("/data", pvc = made)
        .mount("/models", pvc = "models", sub_path = "churn")
        .mount("/cache", empty_dir = "cache", medium = "Memory", size_limit = 1Gi)
    let seen = read()
        .after(wrote)
        .mount("/data", pvc = made)
        .mount("/shared", pvc = claim)
        .mount("/big", ephemeral = "tmp", size = 20Gi, storage_class = "fast", access_modes = ["ReadWriteOnce"])
    delete_pvc(pvc_name = made).after(seen)
}
