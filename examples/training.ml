//! Training with MLflow: validate the data, train, and register the model if it is good enough.
//!
//!     mlc build examples/training.ml
//!     mlc build examples/training.ml --set TRACKING=http://localhost:5000
//!
//! `sklearn://breast_cancer` is a small data set that comes with scikit-learn, so that the
//! pipeline runs anywhere; any URI that pandas reads as Parquet does, too. The tracking server is
//! named once and reaches every task by its environment.

use std.mlflow.{read_metric, register_run as register_model}

@!image("python:3.12.8-slim-bookworm")

const TRACKING: String = "http://mlflow.mlflow:5000"
type Hyperparams = { C: Float = 1, max_iter: Int = 500 }      // of a LogisticRegression

/// Fails where the data are not fit for training.
@packages("pandas==2.2.3", "pyarrow==21.0.0", "scikit-learn==1.7.2")
@role(validate)
component validate_data(
    /// Where the data are.
    data_uri: String,
    /// How many rows there must be.
    min_rows: Int = 100,
) -> (rows: Int) python ```
    import pandas as pd
    from sklearn.datasets import load_breast_cancer

    if data_uri == "sklearn://breast_cancer":
        frame = load_breast_cancer(as_frame=True).frame
    else:
        frame = pd.read_parquet(data_uri)

    problems = [f"{name} has gaps" for name in frame.columns if frame[name].isna().any()]
    if len(frame) < min_rows:
        problems.append(f"{len(frame)} rows are fewer than {min_rows}")
    if set(frame.get("target", [])) != {0, 1}:
        problems.append("the column target must hold 0 and 1")
    if problems:
        raise SystemExit(f"{data_uri} is not fit for training: " + "; ".join(problems))
    return len(frame)
```

/// Trains a classifier; parameters, the metric `auc` and the model go into a run of MLflow.
@packages(
    "mlflow-skinny==3.17.2",
    "pandas==2.2.3",
    "pyarrow==21.0.0",
    "scikit-learn==1.7.2",
    "skops==0.16.0",
)
@role(train)
@resources(cpu = 2, memory = 4Gi)
@side_effects
component train_model(
    /// Where the data are.
    data_uri: String,
    /// What the classifier is told.
    hyperparams: Hyperparams,
) -> (run_id: String) python ```
    import mlflow
    import pandas as pd
    from sklearn.datasets import load_breast_cancer
    from sklearn.linear_model import LogisticRegression
    from sklearn.metrics import roc_auc_score
    from sklearn.model_selection import train_test_split
    from sklearn.pipeline import make_pipeline
    from sklearn.preprocessing import StandardScaler

    if data_uri == "sklearn://breast_cancer":
        frame = load_breast_cancer(as_frame=True).frame
    else:
        frame = pd.read_parquet(data_uri)
    features, target = frame.drop(columns="target"), frame["target"]
    train, test, train_target, test_target = train_test_split(features, target, random_state=7)

    mlflow.set_experiment("breast-cancer")
    with mlflow.start_run() as run:
        mlflow.log_params({"data_uri": data_uri, **hyperparams})
        max_iter = int(hyperparams["max_iter"])      # numbers inside records are doubles on KFP
        classifier = LogisticRegression(C=hyperparams["C"], max_iter=max_iter, random_state=7)
        model = make_pipeline(StandardScaler(), classifier).fit(train, train_target)
        mlflow.log_metric("auc", roc_auc_score(test_target, model.predict_proba(test)[:, 1]))
        packages = ["scikit-learn==1.7.2", "skops==0.16.0"]
        mlflow.sklearn.log_model(
            model, name="model", input_example=test.head(2), pip_requirements=packages
        )
    return run.info.run_id
```

/// Trains on validated data and registers what is good enough.
@env(MLFLOW_TRACKING_URI = TRACKING)
@timeout(2h)
pipeline training(
    data_uri: String = "sklearn://breast_cancer",
    hyperparams: Hyperparams = {},
    min_auc: Float = 0.9,
) -> String {
    let validation = validate_data(data_uri)
    let run_id     = train_model(data_uri, hyperparams).after(validation)

    if read_metric(run_id, metric = "auc") >= min_auc {
        register_model(
            run_id,
            name            = "breast-cancer",
            alias           = "challenger",
            pipeline        = "training",
            pipeline_run_id = run.id,
        )
    }
    return run_id
}
