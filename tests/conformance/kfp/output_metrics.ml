//! A metric logged by a one-step pipeline.

/// Logs a random accuracy.
@image("python:3.11")
component output_metrics() -> (metrics: Metrics) python ```
    import random

    metrics.log_metric("accuracy", random.randint(0, 100))
```
