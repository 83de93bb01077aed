//! What loops collect: parameters, nested ones, artifacts; given to tasks and given out by the pipeline.
@!image("python:3.11")

component grow(size: Int) -> (data: Dataset, Output: Int) python ```
    with open(data.path, "w") as file:
        file.write("x" * size)
    return size * 2
```

component total(sizes: List<Json>) -> Int python ```
    return sum(sizes)
```

component merge(parts: List<Dataset>) -> (merged: Dataset) python ```
    with open(merged.path, "w") as target:
        for part in parts:
            with open(part.path) as source:
                target.write(source.read())
```

pipeline collected() -> (sum: Int, merged: Dataset) {
    let grown = for size in [1, 2, 3] { grow(size) }
    let deep  = for word in ["a", "b"] parallel 2 { for size in [4, 5] { grow(size) } }
    let summed = total(sizes = grown.Output)
    total(sizes = deep.Output)
    let merged = merge(parts = grown.data)
    return { sum = summed, merged = merged.merged }
}
