//! A container without inputs, in a pipeline with a name of its own.

@image("registry.access.redhat.com/ubi9/python-311:latest")
component hello_world_container() container {
    command = ["echo", "hello world"]
}

pipeline v2_container_component_no_input() {
    hello_world_container()
}
