// expect: E0102@5 E0136@6 E0129@9 E0125@9
//! What is meant is taken for it, so that nothing follows from the slip.
@!image("python:3.11")

const PLACE: String "s3://a"
use std.mlflow{register_model}

/// The `;` stands where a `,` is asked.
component load(uri: String; n: Int, more: Dict[str, Any]) -> Model container {
    command = ["load", uri, n, Output.path]
}

pipeline nightly() {
    register_model(model = load(uri = PLACE, n = 2, more = { a = 1 }), name = "churn")
}
