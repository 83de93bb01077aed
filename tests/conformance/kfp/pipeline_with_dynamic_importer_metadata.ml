//! Importers whose URI and metadata, keys too, are made at run time.

@!image("python:3.11")

const ARTIFACT = "gs://ml-pipeline-playground/shakespeare1.txt"
const IMAGE    = "us-docker.pkg.dev/vertex-ai/prediction/tf2-gpu.2-5:latest"

component make_name(name: String) -> String python ```
    print("name:", name)
    return name
```

@name("pipeline-with-importer")
pipeline my_pipeline(
    name: String = "default-name",
    int_input: Int = 1,
    pipeline_input_artifact_uri: String = ARTIFACT,
    pipeline_input_image_uri: String = IMAGE,
) {
    importer(Dataset,
        uri      = pipeline_input_artifact_uri,
        metadata = { name = [name, "alias-name"], containerSpec = { imageUri = pipeline_input_image_uri } },
    )

    let made = make_name(name = "a-different-name")

    importer(Dataset, uri = ARTIFACT, metadata = {
        name           = "prefix-${made}",
        "list-of-data" = [made, name, int_input],        // a quoted key; Json lists mix types
        "${made}"      = made,                           // a key made at run time
        "${name}"      = IMAGE,
        containerSpec  = { imageUri = IMAGE },
    })
}
