//! A container's words that depend on whether an optional input was given.

@image("registry.access.redhat.com/ubi9/python-311:latest")
component container_with_if_placeholder(optional_input: String = "default") -> (dataset: Dataset, output_path: String)
    container {
        command = [
            "my_program",
            if optional_input { optional_input } else { "bye" },      // present = the caller gave it
            "--dataset",
            if optional_input { dataset.uri } else { "bye" },
        ]
        args = ["--output_path", output_path.path]
    }
