// expect: ok
@!image("python:3.12")

component work() python ```
    raise ValueError("no")
```

component tell(status: Status, to: String) python ```
    print(status.state, to)
```

component after_all() python ```
    print("after")
```

pipeline guarded(to: String = "ops") {
    let tried = try {
        work()
    } finally(status) {
        tell(status, to)
    }
    after_all().after(tried).ignore_upstream_failure()
}
