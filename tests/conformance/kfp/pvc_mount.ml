//! A volume that exists already, mounted by a name given to the run.

@!image("python:3.11")

component producer() -> String python ```
    text = "hello"
    with open("/data/file.txt", "w") as file:
        file.write(text)
    return text
```

component consumer() python ```
    with open("/data/file.txt") as file:
        print(file.read())
```

pipeline pvc_mount_pipeline(pvc_name: String) {
    let made = producer().mount("/data", pvc = pvc_name)
    consumer().mount("/data", pvc = pvc_name).after(made)
}
