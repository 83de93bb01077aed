//! The smallest container: no inputs, no outputs, one step.

@image("registry.access.redhat.com/ubi9/python-311:latest")
component container_no_input() container {
    command = ["echo", "hello world"]
}
