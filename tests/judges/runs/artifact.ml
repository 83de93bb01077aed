//! An artifact is written with metadata and read again, as an object and by its path.
@!image("python:3.11")

component write(text: String) -> (data: Dataset) python ```
    with open(data.path, "w") as file:
        file.write(text * 2)
    data.metadata["rows"] = 2
    data.metadata["name"] = "twice"
```

component read(data: Dataset) -> (text: String, rows: Int) python ```
    with open(data.path) as file:
        return file.read(), int(data.metadata["rows"])
```

component copy(path source: Dataset) -> (path target: Model) python ```
    import shutil
    shutil.copy(source, target)
```

pipeline artifact(text: String = "ab\n") -> (data: Dataset, copied: Model, text: String, rows: Int) {
    let written = write(text)
    let again   = read(data = written.data)
    let copied  = copy(source = written.data)
    return { data = written.data, copied = copied.target, text = again.text, rows = again.rows }
}
