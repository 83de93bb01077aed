//! The same step without the engine's cache: whether runs may use it, and as which user they run, is set on the API server.

@image("registry.access.redhat.com/ubi9/python-311:latest")
component echo() container {
    command = ["echo"]
    args    = ["hello world"]
}
