//! A secret mounted as a folder; its name is an input of the run.

@!image("python:3.11")

component comp() python ```
    with open("/mnt/my_vol/username") as file:
        username = file.read()
    assert username == "user1", "the secret holds another user"
```

@name("pipeline-secret-volume")
pipeline pipeline_secret_volume(secret_param: String = "test-secret-1") {
    comp().mount("/mnt/my_vol", secret = secret_param)
}
