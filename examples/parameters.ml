//! Parameters and their types: numbers, text, choices, lists, maps, records, optional values.
//!
//!     mlc build examples/parameters.ml
//!
//! `:` gives a type, `=` gives a value. A wrong type, a missing or an unknown field is an error
//! here and not in the cluster.

@!image("python:3.12.8-slim-bookworm")

/// What a training run is told. A field with a value may be left out.
type Hyper = { learning_rate: Float, epochs: Int = 10, layers: List<Int> = [64, 64] }

/// Says how much work a training run is.
component plan(
    /// Rows of the training data.
    rows: Int,
    /// The part of them that is held back.
    holdout: Float,
    /// Which model to train.
    kind: "linear" | "tree" | "network",
    /// Its parameters.
    hyper: Hyper,
    /// How much a column counts; 1 where it is not named.
    weights: Map<Float>,
    /// Whatever the caller wants to be kept.
    extra: Json,
    /// A word for the log.
    note: String?,
) -> (steps: Int, summary: String) python ```
    if note is not None:
        print("note:", note)
    kept = round(rows * (1 - holdout))
    epochs = int(hyper["epochs"])                    # numbers inside records are doubles on KFP
    steps = kept * epochs * (len(hyper["layers"]) if kind == "network" else 1)
    heaviest = max(weights, key=weights.get)
    return steps, f"{kind} on {kept} rows, {heaviest} first, for {extra['team']}"
```

/// Names the cost of a step.
component price(steps: Int, per_step: Float) -> Float python ```
    return steps * per_step
```

/// Plans a training run and names its price.
pipeline parameters(
    rows: Int = 1_000,
    holdout: Float = 0.2,
    kind: "linear" | "tree" | "network" = "network",
    hyper: Hyper = { learning_rate = 0.01, epochs = 3 },
    extra: Json = { team = "growth", ticket = 42 },
    note: String?,
) -> (summary: String, cost: Float) {
    let planned = plan(
        rows, holdout, kind, hyper, extra, note,     // `rows` alone is `rows = rows`
        weights = { age = 2, income = 0.5 },         // an Int fits where a Float is asked
    )
    let cost = price(steps = planned.steps, per_step = hyper.learning_rate)
    return { summary = planned.summary, cost = cost }
}
