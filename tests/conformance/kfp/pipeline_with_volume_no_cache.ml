//! A volume made and deleted anew in every run, whatever the cache holds.

use std.k8s.{create_pvc, delete_pvc}

@!image("registry.access.redhat.com/ubi9/python-311:latest")

component producer() -> String python ```
    text = "Hello world"
    with open("/data/file.txt", "w") as file:
        file.write(text)
    return text
```

component consumer() -> String python ```
    with open("/data/file.txt") as file:
        text = file.read()
    print(text)
    return text
```

pipeline pipeline_with_volume_no_cache() {
    let volume = create_pvc(
        pvc_name_suffix    = "-my-pvc",
        access_modes       = ["ReadWriteOnce"],
        size               = "5Mi",
        storage_class_name = "standard",
    ).cache(false)
    let made = producer().mount("/data", pvc = volume)
    let read = consumer().mount("/data", pvc = volume).after(made)
    delete_pvc(pvc_name = volume).cache(false).after(read)
}
