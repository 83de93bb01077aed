//! The exit task sees how the run ended.

@!image("python:3.11")

component some_task() python ```
    print("some_task runs")
```

component echo_state(status: Status) python ```
    print(status)
    assert status.state == "COMPLETE"
    assert "status-state-pipeline" in status.pipeline_job_resource_name
```

pipeline status_state_pipeline() {
    some_task()
} finally(status) {
    echo_state(status)
}
