//! Fails unless the environment variable it is asked for is set; never cached.

@!image("public.ecr.aws/docker/library/python:3.12")
@!cache(false)

component comp(env_var: String) -> String python ```
    import os

    value = os.environ.get(env_var)
    if not value:
        raise RuntimeError(f"{env_var} is not set")
    return value
```

pipeline test_env_exists(env_var: String) -> String {
    return comp(env_var)
}
