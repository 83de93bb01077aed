//! A task that goes on from one that failed.
@!image("python:3.11")

component fails() -> (text: String, data: Dataset) python ```
    raise ValueError("as asked")
```

component go_on(log: String, text: String?, data: Dataset?, said: String = "nothing") python ```
    with open(log, "a") as file:
        file.write(f"{text} {[] if data is None else data.path} {said}\n")
```

pipeline onward(log: String) {
    let failed = fails()
    go_on(log, text = failed.text, data = failed.data, said = "got ${failed.text}").ignore_upstream_failure()
}
