//! Two tasks that share files through the run's workspace.

@!image("python:3.11")

/// Writes a file into the workspace.
component write_to_workspace(workspace_path: String) -> String python ```
    from pathlib import Path

    file = Path(workspace_path) / "data" / "test_file.txt"
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text("Hello from workspace!")
    return str(file)
```

/// Reads a file of the workspace.
component read_from_workspace(file_path: String) -> String python ```
    with open(file_path) as file:
        content = file.read()
    assert content == "Hello from workspace!"
    return content
```

/// A pipeline that demonstrates workspace functionality
@workspace(size = 1Gi, storage_class = "standard", access_modes = ["ReadWriteOnce"])
pipeline pipeline_with_workspace() -> String {
    let file = write_to_workspace(workspace_path = workspace.path)
    return read_from_workspace(file_path = file)
}
