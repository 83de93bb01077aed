//! Loops over lists of artifacts that other loops made.

@!image("python:3.11")

component print_artifact_name(artifact: Artifact) -> String python ```
    print(artifact.name)
    return artifact.name
```

component make_dataset(data: String) -> Dataset python ```
    dataset = Dataset(uri=dsl.get_uri(), metadata={"length": len(data)})
    with open(dataset.path, "w") as file:
        file.write(data)
    return dataset
```

component make_artifact(data: String) -> Artifact python ```
    artifact = Artifact(uri=dsl.get_uri(), metadata={"length": len(data)})
    with open(artifact.path, "w") as file:
        file.write(data)
    return artifact
```

pipeline make_datasets(texts: List<String> = ["Hello", ",", " ", "world!"]) -> List<Dataset> {
    return for text in texts { make_dataset(data = text) }
}

pipeline make_artifacts(texts: List<String> = ["Hello", ",", " ", "world!"]) -> List<Artifact> {
    return for text in texts { make_artifact(data = text) }
}

pipeline pipeline_parallelfor_artifacts() {
    // Says E0703: KFP compiles such loops, and its open-source back end does not run them.
    // Says E0703
    for artifact in make_artifacts() { print_artifact_name(artifact) }
    for dataset in make_datasets() { print_artifact_name(artifact = dataset) }
}
