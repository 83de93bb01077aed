//! What a failure stops, and what runs all the same.
@!image("python:3.11")

component work(fail: Bool) -> String python ```
    return "1"
```

component use(value: String = "") python ```
    pass
```

component tidy(status: Status) python ```
    pass
```

pipeline failures() {
    try {
        let risky = work(fail = true)
        let needs = use(value = risky)
        let free  = work(fail = false)
    } finally(status) {
        tidy(status)
    }
    let shaky  = work(fail = true)
    let strict = use().after(shaky)
    let brave  = use(value = shaky).ignore_upstream_failure()
}
