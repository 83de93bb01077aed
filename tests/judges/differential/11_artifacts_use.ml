//! The pipeline of 11_artifacts.ml, with the components of 11_artifacts.py as they stand.
use "./11_artifacts.py".{build, copy, inspect}

@!image("python:3.11")

artifact Features: Dataset = "google.Features@0.0.2"

@image("alpine:3.20")
component featurize(data: Dataset) -> (features: Features) container {
    command = ["featurize"]
    args    = [data.path, features.path]
}

pipeline artifacts() -> Model {
    let built  = build()
    let copied = copy(source = built.data)
    featurize(data = built.data)
    let many = for n in [1, 2] { copy(source = built.data) }
    inspect(first = built.page, models = many.target, data = built.data)
    return copied.target
}
