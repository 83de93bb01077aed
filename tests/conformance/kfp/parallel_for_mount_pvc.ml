//! A volume made outside a loop and mounted inside it.

use std.k8s.{create_pvc}

@!image("python:3.11")

component example_component(item: String) -> String python ```
    print("item:", item)
    return item
```

/// Pipeline with 1 component inside ParallelFor using mount_pvc.
pipeline pipeline_parallel_for_mount_pvc(my_pvc_name_suffix: String = "test-pvc") {
    let volume = create_pvc(
        pvc_name_suffix    = "-my-pvc",
        access_modes       = ["ReadWriteOnce"],
        size               = "5Mi",
        storage_class_name = "standard",
    )
    for item in ["a"] {
        example_component(item).mount("/data", pvc = volume)
    }
}
