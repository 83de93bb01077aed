//! Scoring with a registered model: whatever MLflow's alias `champion` points to today.
//!
//!     mlc build examples/scoring.ml
//!
//! `training.ml` registers challengers. Who is convinced by one promotes it with the pipeline
//! `promote`, and the next run of `scoring` uses it. Two entry pipelines, two files in `build/`.

use std.mlflow.{load_model, set_alias}

@!image("python:3.12.8-slim-bookworm")

const TRACKING: String = "http://mlflow.mlflow:5000"

/// Scores a batch: here the data set that comes with scikit-learn.
@packages("mlflow-skinny==3.17.2", "pandas==2.2.3", "scikit-learn==1.7.2", "skops==0.16.0")
component score(model: Model) -> (scores: Dataset, mean: Float) python ```
    import mlflow
    from sklearn.datasets import load_breast_cancer

    batch = load_breast_cancer(as_frame=True).data
    classifier = mlflow.sklearn.load_model(model.path)
    batch["score"] = classifier.predict_proba(batch)[:, 1]
    batch[["score"]].to_csv(scores.path, index=False)
    scores.metadata["model_version"] = model.metadata.get("version", "")
    return float(batch["score"].mean())
```

/// Scores a batch with the champion.
@env(MLFLOW_TRACKING_URI = TRACKING)
pipeline scoring(alias: String = "champion") -> (scores: Dataset, version: Int) {
    let champion = load_model(name = "breast-cancer", alias)
    let scored   = score(model = champion.model)
    return { scores = scored.scores, version = champion.loaded }
}

/// Makes a version the champion.
@env(MLFLOW_TRACKING_URI = TRACKING)
pipeline promote(version: Int) {
    set_alias(name = "breast-cancer", version)
}
