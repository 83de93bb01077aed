//! A container's output parameter, read by another container.

@!image("registry.access.redhat.com/ubi9/python-311:latest")

component producer(input_text: String) -> (output_value: String) container {
    command = [
        "sh",
        "-c",
        ```
            set -e -x
            mkdir -p "$(dirname "$1")"
            echo "$0, this is an output parameter" > "$1"
        ```,
        input_text,
        output_value.path,
    ]
}

component consumer(input_value: String) container {
    command = [
        "sh",
        "-c",
        ```
            set -e -x
            echo "Read from an input parameter: $0"
        ```,
        input_value,
    ]
}

pipeline producer_consumer_param_pipeline(text: String = "Hello world") {
    consumer(input_value = producer(input_text = text))
}
