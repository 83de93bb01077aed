//! Labels and annotations on pods, read back by the code through environment variables.

@!image("python:3.11")
@!cache(false)

component validate_pod_metadata(
    annotation_path_1: String?, annotation_exp_val_1: String?,
    annotation_path_2: String?, annotation_exp_val_2: String?,
    label_path_1: String?, label_exp_val_1: String?,
    label_path_2: String?, label_exp_val_2: String?,
) -> Bool python ```
    import os

    expected = [
        (annotation_path_1, annotation_exp_val_1), (annotation_path_2, annotation_exp_val_2),
        (label_path_1, label_exp_val_1), (label_path_2, label_exp_val_2),
    ]
    for name, value in expected:
        if name and os.environ.get(name) != value:
            raise RuntimeError(f"{name} is {os.environ.get(name)!r}, expected {value!r}")
    return True
```

component validate_no_pod_metadata(annotation_path: String, label_path: String) -> Bool python ```
    import os

    for name in (annotation_path, label_path):
        if os.environ.get(name):
            raise RuntimeError(f"{name} is set to {os.environ[name]!r}, expected nothing")
    return True
```

pipeline pipeline_with_pod_metadata() {
    let task_a = validate_pod_metadata(
        annotation_path_1 = "POD_TASK_ANNOTATION", annotation_exp_val_1 = "annotation",
        label_path_1 = "POD_TASK_LABEL_1", label_exp_val_1 = "label-1",
        label_path_2 = "POD_TASK_LABEL_2", label_exp_val_2 = "label-2",
    )
        .labels("task-label-1" = "label-1", "task-label-2" = "label-2")       // quoted argument names
        .annotations("task-annotation" = "annotation")
        .env(
            POD_TASK_ANNOTATION = field("metadata.annotations['task-annotation']"),
            POD_TASK_LABEL_1    = field("metadata.labels['task-label-1']"),
            POD_TASK_LABEL_2    = field("metadata.labels['task-label-2']"),
        )

    let task_b = validate_pod_metadata(
        annotation_path_1 = "POD_TASK_ANNOTATION_1", annotation_exp_val_1 = "annotation-1",
        annotation_path_2 = "POD_TASK_ANNOTATION_2", annotation_exp_val_2 = "annotation-2",
    )
        .annotations("task-annotation-1" = "annotation-1", "task-annotation-2" = "annotation-2")
        .env(
            POD_TASK_ANNOTATION_1 = field("metadata.annotations['task-annotation-1']"),
            POD_TASK_ANNOTATION_2 = field("metadata.annotations['task-annotation-2']"),
        )

    validate_no_pod_metadata(annotation_path = "POD_TASK_ANNOTATION", label_path = "POD_TASK_LABEL")
}
