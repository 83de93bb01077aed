//! A task that runs although the task before it fails.

@!image("python:3.11")

component fail_always() -> String python ```
    raise RuntimeError("this task always fails")
```

component write_marker(marker_path: String) -> String python ```
    marker = "cleanup_ran"
    with open(marker_path, "w") as target:
        target.write(marker)
    return marker
```

pipeline pipeline_with_ignore_upstream_failure(marker_path: String) {
    let failing = fail_always()
    write_marker(marker_path).after(failing).ignore_upstream_failure()
}
