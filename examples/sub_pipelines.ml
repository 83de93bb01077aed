//! Pipelines in pipelines: a pipeline is called as a component is, also in loops and branches.
//!
//!     mlc build examples/sub_pipelines.ml
//!
//! `clean` is called by `sub_pipelines`, so only that one is an entry and is built.

@!image("python:3.12.8-slim-bookworm")

/// Writes some lines.
component write(lines: List<String>) -> (data: Dataset) python ```
    with open(data.path, "w") as file:
        file.writelines(line + "\n" for line in lines)
```

/// Takes the blanks off both ends of each line.
component strip(data: Dataset) -> (stripped: Dataset) python ```
    with open(data.path) as source, open(stripped.path, "w") as target:
        target.writelines(line.strip() + "\n" for line in source)
```

/// Leaves empty lines out.
component drop_empty(data: Dataset) -> (kept: Dataset, dropped: Int) python ```
    with open(data.path) as source:
        lines = source.readlines()
    full = [line for line in lines if line.strip()]
    with open(kept.path, "w") as target:
        target.writelines(full)
    return len(lines) - len(full)
```

/// Reads a file.
component read(data: Dataset) -> String python ```
    with open(data.path) as file:
        return file.read()
```

/// A step that other pipelines share.
pipeline clean(data: Dataset) -> (data: Dataset, dropped: Int) {
    let full = drop_empty(data = strip(data))
    return { data = full.kept, dropped = full.dropped }
}

pipeline sub_pipelines(lines: List<String> = [" a ", "", "b"]) -> (text: String, dropped: Int) {
    let cleaned = clean(data = write(lines))
    return { text = read(data = cleaned.data), dropped = cleaned.dropped }
}
