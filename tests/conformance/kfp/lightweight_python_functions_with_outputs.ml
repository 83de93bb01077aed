//! Outputs of Python components: one without a name, parameter or artifact, and several with names.

@!image("python:3.11")

component concat_message(first: String, second: String) -> String python ```
    return first + second
```

component add_numbers(first: Int, second: Int) -> Int python ```
    return first + second
```

component output_artifact(number: Int, message: String) -> Dataset python ```
    return "\n".join([message] * number)
```

component output_named_tuple(artifact: Dataset) -> (scalar: String, metrics: Metrics, model: Model) python ```
    with open(artifact.path) as source:
        contents = source.read()
    with open(model.path, "w") as target:
        target.write(f"Model contents: {contents}")
    metrics.log_metric("accuracy", 0.9)
    return "123"
```

@name("functions-with-outputs")
pipeline functions_with_outputs(
    first_message: String,
    second_message: String,
    first_number: Int,
    second_number: Int,
) {
    let message = concat_message(first = first_message, second = second_message)
    let number  = add_numbers(first = first_number, second = second_number)
    let dataset = output_artifact(number, message)
    output_named_tuple(artifact = dataset)
}
