//! A secret, its name known at run time, in a loop that runs one item at a time.

@!image("python:3.11")

component example_component(item: String) -> String python ```
    print("item:", item)
    return item
```

/// Pipeline with 1 component inside ParallelFor using use_secret_as_env.
@name("pipeline-2-parallel-for-secret")
pipeline pipeline_parallel_for_secret(my_secret_name: String = "test-secret-1") {
    for item in ["a", "b", "c"] parallel 1 {
        example_component(item).env(MY_SECRET_KEY = secret(my_secret_name, "username"))
    }
}
