//! Resources that the caller of the run chooses.

@!image("python:3.11")

component sum_numbers(a: Int, b: Int) -> Int python ```
    return a + b
```

@name("pipeline")
pipeline my_pipeline(
    cpu_limit: String = "4000m",
    memory_limit: String = "15G",
    accelerator_type: String = "NVIDIA_TESLA_P4",
    accelerator_limit: String = "1",
) {
    sum_numbers(a = 1, b = 2).resources(
        cpu               = cpu_limit,
        memory            = memory_limit,
        accelerator       = accelerator_type,
        accelerator_count = accelerator_limit,
    )
}
