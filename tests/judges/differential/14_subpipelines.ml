//! Pipelines in pipelines: with defaults, an optional input, several outputs, artifacts in and out.
@!image("python:3.11")

component load(rows: Int) -> (data: Dataset, Output: Int) python ```
    with open(data.path, "w") as file:
        file.write("x" * rows)
    return rows
```

component clean(data: Dataset, note: String?) -> (cleaned: Dataset) python ```
    with open(data.path) as source, open(cleaned.path, "w") as target:
        target.write(source.read().strip())
```

pipeline inner(rows: Int = 5, note: String?) -> (data: Dataset, rows: Int) {
    let loaded  = load(rows)
    let cleaned = clean(data = loaded.data, note)
    return { data = cleaned.cleaned, rows = loaded.Output }
}

pipeline subpipelines(rows: Int = 7) -> Dataset {
    let first  = inner()
    let second = inner(rows, note = "second")
    let third  = inner(rows = second.rows).after(first)
    let last   = clean(data = third.data)
    return last.cleaned
}
