//! One component with every kind of output, built as a pipeline of one step.

/// Writes its inputs out again: as artifacts and as parameters.
@image("python:3.11")
component preprocess(
    message: String,
    input_dict_parameter: Map<Int>,
    input_list_parameter: List<String>,
) -> (
    output_dataset_one: Dataset,                         // an object with .path, .uri, .metadata
    path output_dataset_two_path: Dataset,               // a path alone
    path output_parameter_path: String,
    path output_bool_parameter_path: Bool,
    path output_dict_parameter_path: Map<Int>,
    path output_list_parameter_path: List<String>,
) python ```
    import json

    outputs = {
        output_dataset_one.path: message,
        output_dataset_two_path: message,
        output_parameter_path: message,
        output_bool_parameter_path: json.dumps(True),
        output_dict_parameter_path: json.dumps(input_dict_parameter),
        output_list_parameter_path: json.dumps(input_list_parameter),
    }
    for path, text in outputs.items():
        with open(path, "w") as file:
            file.write(text)
```
