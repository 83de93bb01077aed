//! Ports of every form: paths of values and artifacts, a class of one's own, an artifact that is returned, metrics,
//! an enumeration, optional inputs that are given and left out, and the code of a file with KFP's annotations.
@!image("python:3.11")

artifact Features: Dataset = "acme.Features@0.0.1"

type Kind = "tree" | "forest"

component prepare(words: List<String>) -> (features: Features, path rows: Int, path note: String) python ```
    with open(features.path, "w") as file:
        file.write("".join(f"{word}\n" for word in words))
    features.metadata["rows"] = len(words)
    features.metadata["of"] = type(features).__name__
    with open(rows, "w") as file:
        file.write(str(len(words)))
    with open(note, "w") as file:
        file.write(f"it's \"{len(words)}\"\n")
```

component render(rows: Int, title: String?, unit: String = "p") -> HTML python ```
    return f"<{unit}>{title or rows}</{unit}>"
```

component join(path first: Dataset, second: HTML, extra: Dataset?) -> (all: Dataset) python ```
    with open(first) as left, open(second.path) as right, open(all.path, "w") as target:
        target.write(left.read() + right.read())
    all.metadata["extra"] = extra is None
    all.metadata["second"] = [second.name, second.schema_title]
```

component judge(kind: Kind) -> (kind: Kind, metrics: ClassificationMetrics) python ```
    metrics.log_roc_curve([0.0, 1.0], [0.5, 1.0], [0.9, 0.1])
    metrics.set_confusion_matrix_categories(["a", "b"])
    metrics.log_confusion_matrix_row("b", [1, 2])
    return kind
```

component table(data: Dataset, factor: Float) -> Float python "./parts.py::table"

pipeline ports(
    words: List<String> = ["a", "b", "c"],
    kind: Kind = "tree",
) -> (rows: Int, note: String, page: HTML, all: Dataset, kind: Kind, table: Float) {
    let made   = prepare(words)
    let page   = render(rows = made.rows)
    let joined = join(first = made.features, second = page)
    let judged = judge(kind)
    let sum    = table(data = made.features, factor = 0.5)
    return {
        rows = made.rows, note = made.note, page = page, all = joined.all, kind = judged.kind, table = sum,
    }
}
