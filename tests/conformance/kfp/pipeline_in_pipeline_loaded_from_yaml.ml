//! A pipeline compiled elsewhere, called as a component of this one.

use component "./imported/pipeline_in_pipeline.yaml" as pipeline_in_pipeline

@image("python:3.11")
component print_op1(data: Artifact) python ```
    with open(data.path) as source:
        print(source.read())
```

@name("pipeline-in-pipeline")
pipeline my_pipeline() {
    let made = pipeline_in_pipeline(msg = "Hello")
    print_op1(data = made)
}
