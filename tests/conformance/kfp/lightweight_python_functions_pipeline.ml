//! Every way in which a Python component reads and writes: objects, paths, maps and lists.

@!image("python:3.11")

/// Writes its inputs to two datasets and four parameters.
component preprocess(
    message: String,
    input_dict_parameter: Map<Int>,
    input_list_parameter: List<String>,
) -> (
    output_dataset_one: Dataset,
    path output_dataset_two_path: Dataset,
    path output_parameter_path: String,
    path output_bool_parameter_path: Bool,
    path output_dict_parameter_path: Map<Int>,
    path output_list_parameter_path: List<String>,
) python ```
    import json
    from pathlib import Path

    Path(output_dataset_one.path).write_text(message)
    Path(output_dataset_two_path).write_text(message)
    Path(output_parameter_path).write_text(message)
    Path(output_bool_parameter_path).write_text("true")
    Path(output_dict_parameter_path).write_text(json.dumps(input_dict_parameter))
    Path(output_list_parameter_path).write_text(json.dumps(input_list_parameter))
```

/// Pretends to train: writes what it was given, once a step.
component train(
    path dataset_one_path: Dataset,
    dataset_two: Dataset,
    message: String,
    input_bool: Bool,
    input_dict: Map<Int>,
    input_list: List<String>,
    num_steps: Int = 100,
) -> (model: Model) python ```
    with open(dataset_one_path) as one, open(dataset_two.path) as two:
        seen = [one.read(), two.read(), message, input_bool, input_dict, input_list]
    with open(model.path, "w") as target:
        for step in range(num_steps):
            target.write(f"step {step}: {seen}\n")
    model.metadata["accuracy"] = 0.9
```

@name("my-test-pipeline-beta")
pipeline preprocess_and_train(message: String, input_dict: Map<Int> = { A = 1, B = 2 }) {
    let made = preprocess(message, input_dict_parameter = input_dict, input_list_parameter = ["a", "b", "c"])
    train(
        dataset_one_path = made.output_dataset_one,
        dataset_two      = made.output_dataset_two_path,
        message          = made.output_parameter_path,
        input_bool       = made.output_bool_parameter_path,
        input_dict       = made.output_dict_parameter_path,
        input_list       = made.output_list_parameter_path,
    )
}
