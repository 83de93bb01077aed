//! A volume for a pipeline whose name is long.

use std.k8s.{create_pvc}

@!image("registry.access.redhat.com/ubi9/python-311:latest")

component dummy_task() python ```
    print("hello")
```

pipeline here_is_a_pipeline_very_long_name() {
    create_pvc(
        pvc_name_suffix    = "-my-pvc",
        access_modes       = ["ReadWriteOnce"],
        size               = "1Gi",
        storage_class_name = "standard",
    )
    dummy_task()
}
