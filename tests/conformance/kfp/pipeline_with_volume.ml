//! A volume made, mounted and deleted.

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

pipeline pipeline_with_volume() {
    let volume = create_pvc(
        pvc_name_suffix    = "-my-pvc",
        access_modes       = ["ReadWriteOnce"],
        size               = "5Mi",
        storage_class_name = "standard",
    )
    let made = producer().mount("/data", pvc = volume)   // a value used in a modifier orders, too
    let read = consumer().mount("/data", pvc = volume).after(made)
    delete_pvc(pvc_name = volume).after(read)
}
