//! Values and URIs inside a container's words.

@image("registry.access.redhat.com/ubi9/python-311:latest")
component container_with_placeholder_in_fstring(text1: String = "text!") -> (output_artifact: Artifact) container {
    command = ["my_program", "prefix-${text1}", "${output_artifact.uri}/0"]
}
