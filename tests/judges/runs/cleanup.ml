//! `finally` runs once, after all else, and is told how it ended: where all is well and where a task fails.
@!image("python:3.11")

component work(fail: Bool, log: String) python ```
    with open(log, "a") as file:
        file.write("work\n")
    if fail:
        raise ValueError("as asked")
```

component after_work(log: String) python ```
    with open(log, "a") as file:
        file.write("after\n")
```

component tidy(status: Status, log: String) python ```
    with open(log, "a") as file:
        file.write(f"tidy {status.state}\n")
```

pipeline cleanup(log: String, fail: Bool = false) {
    let worked = work(fail, log)
    after_work(log).after(worked)
} finally(status) {
    tidy(status, log)
}
