//! What the engine knows of a run, handed to a task.

@!image("python:3.11")

component print_all_placeholders(
    job_name: String, job_resource_name: String, job_id: String, task_name: String, task_id: String,
) python ```
    values = [job_name, job_resource_name, job_id, task_name, task_id]
    for value in values:
        assert value and not value.startswith("{"), f"not replaced: {value!r}"
    print(", ".join(values))
```

pipeline pipeline_with_placeholders() {
    print_all_placeholders(
        job_name          = run.name,
        job_resource_name = run.resource_name,
        job_id            = run.id,
        task_name         = run.task_name,
        task_id           = run.task_id,
    ).cache(false)
}
