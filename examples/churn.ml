//! Churn model: trains nightly, and whenever the input drifts or the model gets worse.
//!
//!     mlc build examples/churn.ml
//!
//! The language on one page: most of it is here. `components.py` and `src/train.py` lie beside it.

use std.mlflow.{register_model}
use std.notify.{webhook}
use "./components.py".{build_features}                 // a @dsl.component function of a KFP project

@!image("ghcr.io/acme/train:1.4.2")                    // for every component of this file

const RAW: String = "s3://acme-raw/churn"
type Hyper = { learning_rate: Float, epochs: Int = 10, tags: Map<String>? }
artifact Features: Dataset = "acme.Features@0.0.1"

/// Checks the schema and the ranges of the raw data.
@packages("pandas==2.2.3", "pandera==0.20.4", "pyarrow==21.0.0", "s3fs==2025.9.0")
@role(validate)
component validate_data(uri: String) -> (data: Dataset, rows: Int) python ```
    import pandas as pd
    import pandera as pa

    schema = pa.DataFrameSchema({
        "plan": pa.Column(str, pa.Check.isin(["free", "basic", "pro"])),
        "visits": pa.Column(int, pa.Check.ge(0)),
        "spend": pa.Column(float, pa.Check.ge(0)),
        "churned": pa.Column(int, pa.Check.isin([0, 1])),
    })
    frame = schema.validate(pd.read_parquet(uri))
    frame.to_parquet(data.path)          # an output artifact has .path, .uri, .metadata
    return len(frame)                    # named parameters are returned, in declared order
```

@resources(cpu = 4, memory = 16Gi, gpu = 1)
@env(WANDB_API_KEY = secret("wandb", "key"))
component train_model(features: Features, hyper: Hyper, seed: Int = 7) -> (model: Model, auc: Float)
    python "./src/train.py"              // the function train_model of that file

/// Keeps the model with the highest score.
component pick_best(models: List<Model>, scores: List<Float>) -> (model: Model, auc: Float)
python ```
    import shutil

    best = scores.index(max(scores))
    shutil.copyfile(models[best].path, model.path)
    model.metadata.update(models[best].metadata)
    return scores[best]
```

@image("ghcr.io/acme/report:3.0.0")
component report(model: Model, title: String?) -> (page: HTML) container {
    command = ["report"]
    args    = ["--model", model.path, "--out", page.path, if title { "--title", title }]
}

/// Trains one model a seed and registers the best one if it is good enough.
@labels(team = "growth", project = "churn")
@timeout(6h)
pipeline churn(
    uri: String = RAW,
    min_auc: Float = 0.8,
    seeds: List<Int> = [1, 2, 3],
) -> Model {
    let raw      = validate_data(uri)
    let features = build_features(data = raw.data)

    let runs = for seed in seeds parallel 2 {
        train_model(features, seed, hyper = { learning_rate = 0.01 }).spot(retries = 3).timeout(2h)
    }                                                  // runs.model: List<Model>, runs.auc: …

    let best = pick_best(models = runs.model, scores = runs.auc)

    if best.auc >= min_auc and raw.rows > 1000 {
        register_model(model = best.model, name = "churn", alias = "challenger")
    } else {
        webhook(
            url  = "http://hooks.growth/churn",
            text = "churn: ${best.auc} is below ${min_auc}",
        )
    }
    report(model = best.model, title = "Churn").after(raw)
    return best.model
} finally(status) {
    webhook(url = "http://hooks.growth/churn", text = "churn ended: ${status.state}")
}

@concurrency("forbid")
trigger nightly = schedule("0 2 * * *", timezone = "Europe/Berlin") -> churn()

@cooldown(24h)
trigger drifted = drift(model = "churn", metric = "psi", threshold = 0.2, for = 30m) -> churn()

@cooldown(24h)
trigger worse = alert("ChurnAucLow", expr = "model_auc{model=\"churn\"} < 0.82", for = 6h)
    -> churn()

trigger arrived = s3(
    bucket = "acme-raw",
    prefix = "churn/",
    suffix = "_SUCCESS",
    via    = sqs("acme-raw-events", region = "eu-west-1"),
) -> churn(uri = "s3://${event.bucket}/${event.key}")
