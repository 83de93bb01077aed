//! Descriptions of a component, its inputs and its outputs.

/// Joins two datasets into one, and returns the joined text as well.
@image("python:3.11")
component dataset_joiner(
    /// First dataset.
    dataset_a: Dataset,
    /// Second dataset.
    dataset_b: Dataset,
) -> (
    /// The concatenated dataset.
    out_dataset: Dataset,
    /// The concatenated string.
    Output: String,
) python ```
    parts = []
    for dataset in (dataset_a, dataset_b):
        with open(dataset.path) as source:
            parts.append(source.read())
    joined = "".join(parts)
    with open(out_dataset.path, "w") as target:
        target.write(joined)
    return joined
```
