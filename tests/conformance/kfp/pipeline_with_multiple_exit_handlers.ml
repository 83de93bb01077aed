//! Three guarded blocks, each with a task at its end that always runs.

@!image("python:3.11")

component print_op(message: String) python ```
    print(message)
```

component fail_op(message: String) python ```
    raise SystemExit(message)
```

@name("pipeline-with-multiple-exit-handlers")
pipeline my_pipeline(message: String = "Hello World!") {
    try {
        print_op(message)
        fail_op(message = "Task failed.")
    } finally {
        print_op(message = "First exit handler has worked!")
    }
    try { print_op(message) } finally { print_op(message = "Second exit handler has worked!") }
    try { print_op(message) } finally { print_op(message = "Third exit handler has worked!") }
}
