//! KFP's Concat form as an argument of a container.

@image("ghcr.io/containerd/busybox")
component component_with_concat_placeholder(input_one: String, input_two: String) container {
    command = ["sh", "-ec"]
    args    = [
        "echo \"$0\" > /tmp/test && [[ \"$0\" == 'one+two=three' ]]",
        concat(input_one, "+", input_two, "=three"),
    ]
}

@name("one-step-pipeline-with-concat-placeholder")
pipeline pipeline_with_concat_placeholder() {
    component_with_concat_placeholder(input_one = "one", input_two = "two")
}
