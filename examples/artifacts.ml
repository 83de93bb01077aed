//! Artifacts: files that travel between tasks with their metadata, and pages to look at.
//!
//!     mlc build examples/artifacts.ml
//!
//! A named output artifact is an object with `.path`, `.uri` and `.metadata` to write through; the
//! engine stores it. `Metrics`, `ClassificationMetrics`, `HTML` and `Markdown` are drawn with the
//! run.

@!image("python:3.12.8-slim-bookworm")

artifact Flowers: Dataset = "examples.Flowers@0.0.1"     // a type of one's own; it fits a Dataset

/// Fetches the iris data that scikit-learn brings along.
@packages("scikit-learn==1.7.2")
component load() -> (flowers: Flowers) python ```
    import csv

    from sklearn.datasets import load_iris

    iris = load_iris()
    with open(flowers.path, "w", newline="") as file:
        rows = csv.writer(file)
        rows.writerow([*iris.feature_names, "kind"])
        for features, kind in zip(iris.data, iris.target):
            rows.writerow([*features, iris.target_names[kind]])
    flowers.metadata["rows"] = len(iris.target)
```

/// Fits a tree and tests it on rows it has not seen.
@packages("scikit-learn==1.7.2")
component fit(flowers: Flowers, depth: Int) -> (
    tree: Model,
    numbers: Metrics,
    confusion: ClassificationMetrics,
    accuracy: Float,
) python ```
    import csv
    import pickle

    from sklearn.metrics import confusion_matrix
    from sklearn.model_selection import train_test_split
    from sklearn.tree import DecisionTreeClassifier

    with open(flowers.path, newline="") as file:
        rows = list(csv.reader(file))[1:]
    features = [[float(cell) for cell in row[:-1]] for row in rows]
    kinds = [row[-1] for row in rows]
    train, test, train_kinds, test_kinds = train_test_split(features, kinds, random_state=7)

    model = DecisionTreeClassifier(max_depth=depth, random_state=7).fit(train, train_kinds)
    with open(tree.path, "wb") as file:
        pickle.dump(model, file)
    tree.metadata["framework"] = "scikit-learn"

    accuracy = model.score(test, test_kinds)
    numbers.log_metric("accuracy", accuracy)
    numbers.log_metric("leaves", int(model.get_n_leaves()))
    names = sorted(set(kinds))
    matrix = confusion_matrix(test_kinds, model.predict(test), labels=names)
    confusion.log_confusion_matrix(names, matrix.tolist())
    return accuracy
```

/// Writes a page for people.
component report(data: Dataset, accuracy: Float) -> (page: HTML, summary: Markdown) python ```
    rows = data.metadata.get("rows", "some")
    with open(page.path, "w") as file:
        file.write(f"<!DOCTYPE html><h1>Flowers</h1><p>{accuracy:.0%} of them are right.</p>")
    with open(summary.path, "w") as file:
        file.write(f"**{accuracy:.1%}** on {rows} rows\n")
```

/// Fits a tree to the iris data and shows how well.
pipeline artifacts(depth: Int = 3) -> (tree: Model, accuracy: Float) {
    let flowers = load()
    let fitted  = fit(flowers, depth)
    report(data = flowers, accuracy = fitted.accuracy)
    return { tree = fitted.tree, accuracy = fitted.accuracy }
}
