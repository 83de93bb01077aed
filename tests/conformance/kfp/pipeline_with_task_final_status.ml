//! The exit task sees how the work before it ended.

@!image("python:3.11")

component exit_op(user_input: String, status: Status) python ```
    print(f"asked by {user_input}: {status.state}")
    if status.error_message:
        print(f"error {status.error_code}: {status.error_message}")
```

component print_op(message: String) python ```
    print(message)
```

component fail_op(message: String) python ```
    raise SystemExit(message)
```

@name("pipeline-with-task-final-status")
pipeline my_pipeline(message: String = "Hello World!") {
    try {
        print_op(message)
        fail_op(message = "Task failed.")
    } finally(status) {
        exit_op(user_input = message, status)
    }
}
