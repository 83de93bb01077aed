//! A nightly look at the data that branches inside of the pipeline: retrain if they have drifted, else say that all is
//! well. It needs a clock and nothing else: no Prometheus, no event bus.
//!
//!     mlc build examples/nightly_drift.ml -t all
//!
//! `drift_score` is the population stability index of one column: how far today's values have moved from those that the
//! model was trained on. Below 0.1 nothing has happened, above 0.2 most teams retrain.

@!image("python:3.12.8-slim-bookworm")
@!labels(team = "growth")

/// The population stability index of a column, by the quantiles of the data that the model was trained on.
@role(validate)
component drift_score(
    /// What the model was trained on: numbers.
    reference: List<Float>,
    /// What came in on that day.
    current: List<Float>,
    /// How many quantiles are looked at.
    bins: Int = 10,
) -> (score: Float, rows: Int) python ```
    from bisect import bisect_right
    from math import log

    ordered = sorted(reference)
    edges = [ordered[len(ordered) * i // bins] for i in range(1, bins)]

    def shares(values):
        counts = [0] * bins
        for value in values:
            counts[bisect_right(edges, value)] += 1
        return [max(count / max(len(values), 1), 1e-4) for count in counts]

    pairs = zip(shares(reference), shares(current))
    return sum((new - old) * log(new / old) for old, new in pairs), len(current)
```

/// The values of one day; stands for your own query.
component load(day: String, shift: Float = 0.0) -> List<Float> python ```
    import random

    draw = random.Random(day)
    return [round(draw.gauss(shift, 1.0), 4) for _ in range(2000)]
```

/// Fits a new model; stands for your own training.
@role(train)
@timeout(2h)
component train(values: List<Float>, day: String) -> (model: Model, mean: Float) python ```
    mean = sum(values) / len(values)
    with open(model.path, "w") as file:
        file.write(str(mean))
    model.metadata["trained_on"] = day
    return mean
```

component tell(text: String) python ```
    print(text)
```

pipeline watch(day: String = "2026-01-31", limit: Float = 0.2, shift: Float = 0.0) {
    let reference = load(day = "2026-01-01")
    let today     = load(day, shift)
    let drift     = drift_score(reference = reference, current = today)

    if drift.score > limit {
        let fitted = train(values = today, day)
        tell(text = "drift of ${drift.score} on ${day}: retrained, the mean is ${fitted.mean}")
    } else {
        tell(text = "drift of ${drift.score} on ${day}: within ${limit}")
    }
}

/// At six, when yesterday's data are complete; a run that is still going is not joined by another.
@concurrency("forbid")
trigger nightly = schedule("0 6 * * *", timezone = "Europe/Berlin", start_deadline = 2h)
    -> watch(day = event.date(offset = -1d))
