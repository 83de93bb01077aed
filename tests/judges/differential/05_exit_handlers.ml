//! Exit handlers: over several tasks, told the status; two in a row; beside a task that none of them covers.
@!image("python:3.11")

component work(name: String) -> String python ```
    return name.upper()
```

component report(status: Status, owner: String = "team") python ```
    print(owner, status.state, status.error_message)
```

component clean(path: String) python ```
    print("removed", path)
```

pipeline exit_handlers(name: String = "job", owner: String = "ops") {
    try {
        let one = work(name)
        if one == "JOB" { work(name = one) }
    } finally(status) {
        report(status, owner)
    }
    try {
        work(name = "other")
    } finally {
        clean(path = "/tmp/x")
    }
    work(name = "outside")
}
