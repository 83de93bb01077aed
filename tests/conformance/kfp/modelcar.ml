//! A model that is an OCI image: one task names such an image, another reads the imported one's files.

@!image("python:3.11")
@!cache(false)

component build_model_car() -> (model: Model) python ```
    # Stands for a push to an OCI registry: the artifact is whatever its URI names.
    model.uri = "oci://registry.domain.local/org/repo:v1.0"
```

component get_model_files_list(input_model: Model) -> String python ```
    import os

    expected = {
        "added_tokens.json", "config.json", "generation_config.json", "merges.txt", "model.safetensors",
        "normalizer.json", "preprocessor_config.json", "special_tokens_map.json", "tokenizer.json",
        "tokenizer_config.json", "vocab.json",
    }
    found = set(os.listdir(input_model.path))
    missing = expected - found
    if missing:
        raise RuntimeError(f"the model lacks {', '.join(sorted(missing))}")
    return ", ".join(sorted(found))
```

pipeline pipeline_with_modelcar_model(model_uri: String = "oci://registry.domain.local/modelcar:test") {
    build_model_car()
    let model = importer(Model, uri = model_uri).cache(true)
    get_model_files_list(input_model = model)
}
