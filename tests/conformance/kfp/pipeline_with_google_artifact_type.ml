//! Artifact types of Google Cloud, made by a task and by an import.

@!image("python:3.11")
@!packages("aiplatform")

artifact VertexModel: Artifact = "google.VertexModel@0.0.0"
artifact VertexDataset: Artifact = "google.VertexDataset@0.0.0"

component model_producer() -> (model: VertexModel) python ```
    with open(model.path, "w") as file:
        file.write("my model")
```

component model_consumer(model: VertexModel, dataset: VertexDataset) python ```
    for artifact in (model, dataset):
        print(type(artifact).__name__, artifact.name, artifact.uri, artifact.metadata)
```

@name("pipeline-with-google-types")
pipeline my_pipeline() {
    let dataset = importer(VertexDataset,
        uri      = "gs://ml-pipeline-playground/shakespeare1.txt",
        metadata = { key = "value" },
    )
    model_consumer(model = model_producer(), dataset)
}
