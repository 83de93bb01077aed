//! A container that is told the URI and the metadata of the artifact it makes.

@image("gcr.io/my-image")
component container_with_artifact_output(num_epochs: Int) -> (model: Model, model_config_path: String) container {
    command = ["sh", "run.sh"]
    args    = [
        "--epochs", num_epochs,
        "--model_path", model.uri,
        "--model_metadata", model.metadata,              // all of it, as JSON
        "--model_config_path", model_config_path.path,
    ]
}
