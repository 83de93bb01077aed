//! A container's input as a value, and its output parameter as the path to write.

@image("registry.access.redhat.com/ubi9/python-311:latest")
component container_io(text: String) -> (output_path: String) container {
    command = ["my_program", text]
    args    = ["--output_path", output_path.path]
}
