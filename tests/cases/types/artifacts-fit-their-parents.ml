// expect: E0301@17 E0301@18
@!image("python:3.11")

artifact Table: Dataset = "acme.Table@0.0.1"
artifact Features: Table = "acme.Features@0.0.1"

component make() -> Features container { command = ["make", Output.path] }
component any() -> Artifact container { command = ["any", Output.path] }
component data() -> Dataset container { command = ["data", Output.path] }
component use_features(x: Features) container { command = ["use", x.path] }
component use_data(x: Dataset) container { command = ["use", x.path] }
component use_model(x: Model) container { command = ["use", x.path] }

pipeline nightly() {
    use_data(x = make())
    use_features(x = any())
    use_features(x = data())
    use_model(x = make())
}
