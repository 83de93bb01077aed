//! A pipeline's own inputs win over the defaults of the sub-pipelines and components below it.

@!image("python:3.11")
@!cache(false)

component component_nil_str_default(componentInput: String?) python ```
    if componentInput != "Input - parent pipeline":
        raise ValueError(f"expected the parent's text, got {componentInput!r}")
```

component component_str_default(componentInput: String = "Input - component") python ```
    if componentInput != "Input - parent pipeline":
        raise ValueError(f"expected the parent's text, got {componentInput!r}")
```

component component_nil_int_default(componentInput: Int?) python ```
    if componentInput != 1:
        raise ValueError(f"expected the parent's 1, got {componentInput!r}")
```

component component_int_default(componentInput: Int = 0) python ```
    if componentInput != 1:
        raise ValueError(f"expected the parent's 1, got {componentInput!r}")
```

component component_nil_bool_default(componentInput: Bool?) python ```
    if componentInput is not True:
        raise ValueError(f"expected the parent's True, got {componentInput!r}")
```

component component_bool_default(componentInput: Bool = false) python ```
    if componentInput is not True:
        raise ValueError(f"expected the parent's True, got {componentInput!r}")
```

pipeline nested_pipeline_non_nil_defaults(
    nestedInputStr: String = "Input - nested pipeline",
    nestedInputInt: Int = 0,
    nestedInputBool: Bool = false,
) {
    component_str_default(componentInput = nestedInputStr)
    component_int_default(componentInput = nestedInputInt)
    component_bool_default(componentInput = nestedInputBool)
}

pipeline nested_pipeline_nil_defaults(
    nestedInputStr: String = "Input - nested pipeline",
    nestedInputInt: Int?,
    nestedInputBool: Bool?,
) {
    component_nil_str_default(componentInput = nestedInputStr)
    component_nil_int_default(componentInput = nestedInputInt)
    component_nil_bool_default(componentInput = nestedInputBool)
}

pipeline nested_pipeline_opt_inputs_parent_level(
    inputStr: String = "Input - parent pipeline",
    inputInt: Int = 1,
    inputBool: Bool = true,
) {
    nested_pipeline_non_nil_defaults(nestedInputStr = inputStr, nestedInputInt = inputInt, nestedInputBool = inputBool)
    nested_pipeline_nil_defaults(nestedInputStr = inputStr, nestedInputInt = inputInt, nestedInputBool = inputBool)
}
