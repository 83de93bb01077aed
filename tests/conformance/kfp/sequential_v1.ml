//! Two texts from the caller, echoed by one component.

@image("registry.access.redhat.com/ubi9/python-311:latest")
component echo(message: String) container {
    command = ["sh", "-c"]
    args    = ["echo ${message}"]
}

pipeline sequential(param1: String, param2: String) {
    echo(message = param1)
    echo(message = param2)
}
