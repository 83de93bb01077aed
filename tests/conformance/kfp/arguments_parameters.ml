//! Two inputs spliced into one argument, one of them with a suggested value that must be given all the same.

@image("registry.access.redhat.com/ubi9/python-311:latest")
component echo(param1: String, param2: String) container {
    command = ["echo"]
    args    = ["${param1}-${param2}"]
}

@name("echo")
@kfp(optional_flag = false)                              // a default to start from, and yet no optional input
pipeline echo_both(param1: String = "hello", param2: String) {
    echo(param1, param2)
}
