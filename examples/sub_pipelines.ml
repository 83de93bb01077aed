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

/// Leaves comments and empty lines out.
component drop(data: Dataset, comment: String) -> (kept: Dataset, dropped: Int) python ```
    with open(data.path) as source:
        lines = source.readlines()
    wanted = [line for line in lines if line.strip() and not line.startswith(comment)]
    with open(kept.path, "w") as target:
        target.writelines(wanted)
    return len(lines) - len(wanted)
```

/// Reads a file.
component read(data: Dataset) -> String python ```
    with open(data.path) as file:
        return file.read()
```

/// A step that other pipelines share.
pipeline clean(data: Dataset, comment: String = "#") -> (data: Dataset, dropped: Int) {
    let wanted = drop(data = strip(data), comment)
    return { data = wanted.kept, dropped = wanted.dropped }
}

/// Cleans some lines.
pipeline sub_pipelines(
    lines: List<String> = [" a ", "", "; not this", "b"],
) -> (text: String, dropped: Int) {
    let cleaned = clean(data = write(lines), comment = ";")
    return { text = read(data = cleaned.data), dropped = cleaned.dropped }
}
