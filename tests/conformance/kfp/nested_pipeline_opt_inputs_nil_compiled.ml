//! Optional inputs that nobody gives, handed down through a sub-pipeline: absent stays absent.

@!image("python:3.11")
@!cache(false)

component component_str(componentInput: String?) python ```
    if componentInput is not None:
        raise ValueError(f"expected no text, got {componentInput!r}")
```

component component_int(componentInput: Int?) python ```
    if componentInput is not None:
        raise ValueError(f"expected no number, got {componentInput!r}")
```

component component_bool(componentInput: Bool?) python ```
    if componentInput is not None:
        raise ValueError(f"expected no flag, got {componentInput!r}")
```

pipeline nested_pipeline(nestedInputStr: String?, nestedInputInt: Int?, nestedInputBool: Bool?) {
    component_str(componentInput = nestedInputStr)
    component_int(componentInput = nestedInputInt)
    component_bool(componentInput = nestedInputBool)
}

pipeline nested_pipeline_opt_inputs_nil() {
    nested_pipeline()
}
