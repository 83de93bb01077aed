//! A function that returns two artifacts, inside a pipeline inside a pipeline.

@!image("python:3.11")

// a fence that defines a function of the component's name is a module; its signature says how artifacts travel.
component dataset_splitter(in_dataset: Dataset) -> (dataset1: Dataset, dataset2: Dataset) python ```
from typing import NamedTuple


def dataset_splitter(in_dataset: Dataset) -> NamedTuple("outputs", dataset1=Dataset, dataset2=Dataset):
    with open(in_dataset.path) as file:
        text = file.read()
    middle = len(text) // 2

    halves = []
    for name, half in (("dataset1", text[:middle]), ("dataset2", text[middle:])):
        dataset = Dataset(uri=dsl.get_uri(suffix=name), metadata={"original_data": in_dataset.name})
        with open(dataset.path, "w") as file:
            file.write(half)
        halves.append(dataset)

    outputs = NamedTuple("outputs", dataset1=Dataset, dataset2=Dataset)
    return outputs(*halves)
```

// an output without a name is what the function returns, artifact or parameter.
component make_dataset() -> Artifact python ```
    artifact = Artifact(uri=dsl.get_uri("dataset"))
    with open(artifact.path, "w") as file:
        file.write("Hello, world")
    return artifact
```

pipeline splitter_pipeline(in_dataset: Dataset) -> (dataset1: Dataset, dataset2: Dataset) {
    let parts = dataset_splitter(in_dataset)
    return { dataset1 = parts.dataset1, dataset2 = parts.dataset1 }
}

pipeline split_datasets_and_return_first() -> Dataset {
    let made = make_dataset()
    return splitter_pipeline(in_dataset = made).dataset1      // an Artifact fits where a Dataset is asked
}
