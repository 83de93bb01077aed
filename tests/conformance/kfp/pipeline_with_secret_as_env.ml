//! Secrets as environment variables; their names may come from the run.

@!image("python:3.11")

component comp() python ```
    import os

    assert os.environ["USER_NAME"] == "user1"
    assert os.environ["PASSWORD_VAR1"] == "psw1"
    assert os.environ["PASSWORD_VAR2"] == "psw2"
```

component generate_secret_name() -> (path some_output: String) python ```
    with open(some_output, "w") as file:
        file.write("test-secret-3")
```

@name("pipeline-secret-env")
pipeline pipeline_secret_env(secret_parm: String = "test-secret-1") {
    let generated = generate_secret_name()
    comp().env(                                          // the secret's name may be a run-time String, its key not
        USER_NAME     = secret(secret_parm, "username"),
        PASSWORD_VAR1 = secret("test-secret-2", "password"),
        PASSWORD_VAR2 = secret(generated, "password"),
    )
}
