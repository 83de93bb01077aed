//! An environment variable set on a task and read by its code.

@!image("python:3.11")

component read_env_var(var_name: String) -> String python ```
    import os

    return os.environ.get(var_name, "UNSET")
```

pipeline pipeline_with_env_variable(var_name: String = "KFP_TEST_ENV_VAR") -> String {
    return read_env_var(var_name).env(KFP_TEST_ENV_VAR = "env_var_value")
}
