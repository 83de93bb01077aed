//! The exit task sees how the run ended.

@!image("python:3.11")

component some_task() python ```
    print("some_task runs")
```

component echo_state(status: Status) python ```
    print(f"the run ended as {status.state}")
    assert status.state == "COMPLETE"
```

pipeline status_state_pipeline() {
    some_task()
} finally(status) {
    echo_state(status)
}
