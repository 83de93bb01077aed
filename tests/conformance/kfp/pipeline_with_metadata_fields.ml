//! Descriptions of a pipeline and its components, from doc comments.

@!image("python:3.11")

/// Makes a dataset of a text.
component str_to_dataset(string: String) -> (dataset: Dataset) python ```
    with open(dataset.path, "w") as file:
        file.write(string)
```

/// Concatenates dataset_a and dataset_b.
///
/// Also returns the concatenated text.
component dataset_joiner(dataset_a: Dataset, dataset_b: Dataset) -> (out_dataset: Dataset, Output: String) python ```
    texts = []
    for dataset in (dataset_a, dataset_b):
        with open(dataset.path) as file:
            texts.append(file.read())
    joined = "".join(texts)
    with open(out_dataset.path, "w") as file:
        file.write(joined)
    return joined
```

/// A pipeline that joins string to in_dataset.
pipeline dataset_concatenator(string: String, in_dataset: Dataset) -> Dataset {
    let first = str_to_dataset(string)
    return dataset_joiner(dataset_a = first, dataset_b = in_dataset).out_dataset
}
