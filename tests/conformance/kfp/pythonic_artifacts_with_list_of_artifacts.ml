//! A loop's artifacts, joined into one.

@!image("python:3.11")

component make_dataset(text: String) -> Dataset python ```
    dataset = Dataset(uri=dsl.get_uri(), metadata={"length": len(text)})
    with open(dataset.path, "w") as file:
        file.write(text)
    return dataset
```

component join_datasets(datasets: List<Dataset>) -> Dataset python ```
    texts = []
    for dataset in datasets:
        with open(dataset.path) as file:
            texts.append(file.read())
    return "".join(texts)                # a returned text becomes the artifact's content
```

pipeline make_and_join_datasets(texts: List<String> = ["Hello", ",", " ", "world!"]) -> Dataset {
    let datasets = for text in texts { make_dataset(text) }
    return join_datasets(datasets)
}
