//! Imports into the run's workspace.

@!image("registry.access.redhat.com/ubi9/python-311:latest")

component train(dataset: Dataset) -> (scalar: String, message: String) python ```
    from pathlib import Path

    source = Path(dataset.path)
    if not source.exists():
        raise RuntimeError(f"nothing was imported to {source}")
    size = len(source.read_text())
    return str(size), f"trained on {size} characters of {dataset.uri}"
```

component read_dir(data: Dataset) -> String python ```
    from pathlib import Path

    return ",".join(sorted(entry.name for entry in Path(data.path).iterdir()))
```

component write_file_artifact() -> (out_ds: Dataset) python ```
    with open(out_ds.path, "w") as target:
        target.write("one line of data\n")
```

component write_dir_artifact() -> (out_ds: Dataset) python ```
    from pathlib import Path

    folder = Path(out_ds.path)
    folder.mkdir(parents=True, exist_ok=True)
    for name in ("a.txt", "b.txt"):
        (folder / name).write_text(f"contents of {name}\n")
```

component get_uri(d: Dataset) -> String python ```
    return d.uri
```

/// Nested stage that imports by URI and runs consumers.
pipeline import_stage(file_uri: String, dir_uri: String) -> (train_result: String, dir_result: String) {
    let file = importer(Dataset, uri = file_uri, metadata = { key = "value" }, workspace = true)
    let dir  = importer(Dataset, uri = dir_uri, reimport = true, metadata = { source = "directory" }, workspace = true)

    let trained = train(dataset = file)
    let listed  = read_dir(data = dir)
    return { train_result = trained.scalar, dir_result = listed }      // several outputs
}

/// Importer downloads an artifact into workspace; downstream reads it
@workspace(size = 1Gi, storage_class = "standard", access_modes = ["ReadWriteOnce"])
pipeline pipeline_with_importer_workspace() -> (train_result: String, dir_result: String) {
    let file  = write_file_artifact()
    let dir   = write_dir_artifact()
    let stage = import_stage(file_uri = get_uri(d = file), dir_uri = get_uri(d = dir))
    return { train_result = stage.train_result, dir_result = stage.dir_result }
}
