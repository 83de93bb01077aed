//! A task that runs although the one before it failed.

@!image("python:3.11")

component fail_op(message: String) -> String python ```
    raise SystemExit(message)
```

component print_op(message: String = "default") python ```
    print(message)
```

pipeline my_pipeline(sample_input: String = "message") {
    let failing = fail_op(message = sample_input)
    // Says E0703: legal because `message` has a default, but KFP hands the empty text on instead of it.
    print_op(message = failing).ignore_upstream_failure()
}
