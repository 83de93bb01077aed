//! A container as the exit task, given the status of the work before it.

@!image("registry.access.redhat.com/ubi9/python-311:latest")

component print_op(message: String) container {
    command = ["echo", message]
}

component exit_op(user_input: String, status: Status) container {
    command = ["echo", "user input:", user_input, "pipeline status:", status]
}

@name("pipeline-with-task-final-status-yaml")
pipeline my_pipeline(message: String = "Hello World!") {
    print_op(message)
} finally(status) {
    exit_op(user_input = message, status)
}
