//! A task that runs at the end, even when a task before it failed.

@!image("python:3.11")

/// Prints a message.
component print_op(message: String) python ```
    print(message)
```

/// Prints a message and fails.
component fail_op(message: String) python ```
    raise SystemExit(message)
```

@name("pipeline-with-exit-handler")
pipeline my_pipeline(message: String = "Hello World!") {
    print_op(message)
    fail_op(message = "Task failed.")
} finally {
    print_op(message = "Exit handler has worked!")
}
