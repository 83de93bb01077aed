//! On a machine that may be taken away: what fails by itself is tried as often as `retry` says, and what is ended from
//! outside as often as `spot` adds.

@!image("python:3.12-slim")

component work(log: String, killed: Bool) python ```
    import os
    with open(log, "a") as file:
        file.write("try\n")
    if killed:
        os._exit(137)  # as the kubelet tells it of a container that was killed
    raise RuntimeError("wrong by itself")
```

pipeline again(log: String, killed: Bool = false) {
    work(log, killed).retry(1).spot(required, retries = 2)
}
