//! Volumes: claims created, mounted and deleted, empty folders, ephemeral volumes.
use std.k8s.{create_pvc, delete_pvc}

@!image("python:3.11")

component write(text: String) python ```
    with open("/data/file", "w") as file:
        file.write(text)
```

component read() python ```
    with open("/data/file") as file:
        print(file.read())
```

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
