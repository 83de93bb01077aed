//! Arguments that are there only where the caller gave a value.

@image("ghcr.io/containerd/busybox")
component component_with_optional_inputs(required_input: String, optional_input_1: String?, optional_input_2: String?)
    container {
        command = ["echo"]
        args    = [
            "--arg0", required_input,
            if optional_input_1 { "--arg1", optional_input_1 },
            if optional_input_2 { "--arg2", optional_input_2 } else { "--arg2", "default value" },
        ]
    }

@name("one-step-pipeline-with-if-placeholder-supply-none")
pipeline p(input0: String = "input0") {
    component_with_optional_inputs(required_input = input0, optional_input_1 = none)
}
