//! Artifacts and parameters collected through loops in loops and a sub-pipeline.

@!image("python:3.11")
@!cache(false)                                           // decorators of the file: every task here

component split_ids(model_ids: String) -> List<String> python ```
    return model_ids.split(",")
```

component split_chars(model_ids: String) -> List<String> python ```
    return model_ids.split(",")
```

component create_file(content: String) -> (file: Artifact) python ```
    with open(file.path, "w") as target:
        target.write(content)
```

component read_single_file(file: Artifact) -> String python ```
    with open(file.path) as source:
        text = source.read()
    print(text)
    return file.path
```

component create_dataset(content: String) -> (data: Dataset) python ```
    with open(data.path, "w") as target:
        target.write(content)
```

component read_datasets(data: List<Dataset>) -> String python ```
    for dataset in data:
        with open(dataset.path) as source:
            print(dataset.name, source.read())
    return "files read"
```

component read_single_dataset_generate_model(data: Dataset, id: String) -> (results: Model) python ```
    with open(data.path) as source, open(results.path, "w") as target:
        target.write(f"{id}-{source.read()}")
```

component read_models(models: List<Model>) -> String python ```
    for model in models:
        with open(model.path) as source:
            print(model.name, source.read())
    return "models read"
```

pipeline single_node_dag(char: String) -> Dataset {
    return create_dataset(content = char)
}

pipeline collecting_artifacts(model_ids: String = "", model_chars: String = "") -> List<Model> {
    let ids   = split_ids(model_ids)
    let chars = split_chars(model_ids = model_chars)

    let all = for id in ids {
        let file = create_file(content = id)
        read_single_file(file)

        let made = for char in chars {
            let data  = single_node_dag(char)
            let model = read_single_dataset_generate_model(data, id)
            { data = data, model = model }               // a block with two outputs
        }
        read_models(models = made.model)
        read_datasets(data = made.data)
        made.model                                       // List<Model>, not List<List<Model>>
    }
    return all
}

pipeline collected_artifact_pipeline() {
    let models = collecting_artifacts(model_ids = "s1,s2,s3", model_chars = "x,y,z")
    read_models(models)
}
