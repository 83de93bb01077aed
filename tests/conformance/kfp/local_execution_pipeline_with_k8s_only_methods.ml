//! Limits and a GPU: settings that matter on a cluster only.

@!image("python:3.11")

component echo(message: String) -> String python ```
    return message
```

pipeline pipeline_with_k8s_only_methods(message: String = "hello") -> String {
    return echo(message).resources(cpu = 1000m, memory = 256Mi, gpu = 1)
}
