//! Metrics are logged by one component and read by another.
@!image("python:3.11")

component evaluate(scores: List<Float>) -> (metrics: Metrics, classes: ClassificationMetrics) python ```
    metrics.log_metric("best", max(scores))
    metrics.log_metric("count", len(scores))
    classes.log_confusion_matrix(["cat", "dog"], [[3, 1], [0, 4]])
```

component best(metrics: Metrics) -> Float python ```
    return float(metrics.metadata["best"])
```

pipeline metrics(scores: List<Float> = [0.25, 0.75, 0.5]) -> (best: Float, metrics: Metrics, classes: ClassificationMetrics) {
    let judged = evaluate(scores)
    let top    = best(metrics = judged.metrics)
    return { best = top, metrics = judged.metrics, classes = judged.classes }
}
