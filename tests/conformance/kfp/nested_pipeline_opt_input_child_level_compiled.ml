//! Defaults of a sub-pipeline's inputs: some of them given by the caller, the others left as they are.

@!image("python:3.11")
@!cache(false)

component component_a_str(componentInputStr: String?) python ```
    if componentInputStr != "Input - pipeline":
        raise ValueError(f"expected the caller's text, got {componentInputStr!r}")
```

component component_b_str(componentInputStr: String?) python ```
    if componentInputStr != "Input 2 - nested pipeline":
        raise ValueError(f"expected the default text, got {componentInputStr!r}")
```

component component_a_int(componentInputInt: Int?) python ```
    if componentInputInt != 1:
        raise ValueError(f"expected the caller's 1, got {componentInputInt!r}")
```

component component_b_int(componentInputInt: Int?) python ```
    if componentInputInt != 0:
        raise ValueError(f"expected the default 0, got {componentInputInt!r}")
```

component component_a_bool(componentInputBool: Bool?) python ```
    if componentInputBool is not True:
        raise ValueError(f"expected the caller's True, got {componentInputBool!r}")
```

component component_b_bool(componentInputBool: Bool?) python ```
    if componentInputBool is not False:
        raise ValueError(f"expected the default False, got {componentInputBool!r}")
```

pipeline nested_pipeline(
    nestedInputStr1: String = "Input 1 - nested pipeline",
    nestedInputStr2: String = "Input 2 - nested pipeline",
    nestedInputInt1: Int = 0,
    nestedInputInt2: Int = 0,
    nestedInputBool1: Bool = false,
    nestedInputBool2: Bool = false,
) {
    component_a_str(componentInputStr = nestedInputStr1)
    component_b_str(componentInputStr = nestedInputStr2)
    component_a_int(componentInputInt = nestedInputInt1)
    component_b_int(componentInputInt = nestedInputInt2)
    component_a_bool(componentInputBool = nestedInputBool1)
    component_b_bool(componentInputBool = nestedInputBool2)
}

pipeline nested_pipeline_opt_input_child_level() {
    nested_pipeline(nestedInputStr1 = "Input - pipeline", nestedInputInt1 = 1, nestedInputBool1 = true)
}
