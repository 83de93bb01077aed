//! One step, as it is run on a cluster whose CA bundle comes from a config map.

@image("registry.access.redhat.com/ubi9/python-311:latest")
component echo() container {
    command = ["echo"]
    args    = ["hello world"]
}
