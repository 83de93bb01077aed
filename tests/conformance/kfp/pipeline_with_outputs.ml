//! Outputs of a pipeline and of the pipeline inside it.

@image("python:3.11")
component print_op1(msg: String) -> String python ```
    print(msg)
    return msg
```

@image("alpine")
component print_op2(msg: String) -> (data: Artifact) container {
    command = ["sh", "-c", "mkdir -p \"$(dirname \"$1\")\" && echo \"$0\" > \"$1\""]
    args    = [msg, data.path]
}

pipeline inner_pipeline(msg: String) -> (msg: String, data: Artifact) {
    let said    = print_op1(msg)
    let written = print_op2(msg = said)
    return { msg = said, data = written }
}

@name("pipeline-in-pipeline")
pipeline my_pipeline(msg: String = "Hello") -> Artifact {
    print_op1(msg)
    return inner_pipeline(msg = "world").data
}
