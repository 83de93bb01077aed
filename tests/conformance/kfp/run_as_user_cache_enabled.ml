//! One container, built as a pipeline of one step; the user it runs as is set on the API server.

@image("registry.access.redhat.com/ubi9/python-311:latest")
component echo() container {
    command = ["echo"]
    args    = ["hello world"]
}
