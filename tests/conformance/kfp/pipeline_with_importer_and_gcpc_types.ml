//! An imported artifact of a Google Cloud type, read by a container.

artifact VertexDataset: Artifact = "google.VertexDataset@0.0.1"

@image("dummy")
component consumer_op(dataset: VertexDataset) container {
    command = ["cmd"]
    args    = [dataset.path]
}

@name("pipeline-with-importer-and-gcpc-type")
pipeline my_pipeline() {
    let dataset = importer(VertexDataset,
        uri      = "gs://ml-pipeline-playground/shakespeare1.txt",
        metadata = { key = "value" },
    )
    consumer_op(dataset)
}
