//! Loops: one copy of a block for each item, and the results as a list.
//!
//!     mlc build examples/loops.ml
//!
//! A loop's value is the list of its last lines, in the items' order. A loop around an `if`
//! filters.

@!image("python:3.12.8-slim-bookworm")

type Candidate = { name: String, depth: Int }

/// Names what is to be tried.
component candidates(deepest: Int) -> List<Candidate> python ```
    return [{"name": f"tree-{depth}", "depth": depth} for depth in range(1, deepest + 1)]
```

/// Stands for a training: deeper is better, up to a point.
component train(name: String, depth: Int, fold: Int) -> (model: Model, score: Float) python ```
    with open(model.path, "w") as file:
        file.write(f"{name}, fold {fold}")
    model.metadata["fold"] = fold
    return depth / (1 + (depth - 3) ** 2) + fold / 100
```

/// The mean of some numbers; of none at all, 0.
component mean(values: List<Float>) -> Float python ```
    return sum(values) / len(values) if values else 0.0
```

/// Writes what the folds have made into one file.
component pack(models: List<Model>) -> (bundle: Model) python ```
    with open(bundle.path, "w") as target:
        for model in models:
            with open(model.path) as file:
                target.write(file.read() + "\n")
```

/// The largest number; of none at all, 0.
component best(values: List<Float>) -> Float python ```
    return max(values, default=0.0)
```

/// Gives a number back as it is.
component keep(value: Float) -> Float python ```
    return value
```

/// Tries candidates and keeps what is good enough.
pipeline loops(deepest: Int = 4, enough: Float = 0.5) -> (top: Float, good: Float) {
    let scores = for candidate in candidates(deepest) parallel 2 {     // at most two at once
        let folds = for fold in range(3) {
            train(name = candidate.name, depth = candidate.depth, fold)
        }                                            // folds.model: List<Model>
        pack(models = folds.model)
        mean(values = folds.score)
    }

    let good = for score in scores {                 // what has no value is left out
        if score >= enough { keep(value = score) }
    }
    return { top = best(values = scores), good = mean(values = good) }
}
