//! The artifacts that the user interface draws: metrics, a confusion matrix, a ROC curve, HTML and Markdown.

@!image("registry.access.redhat.com/ubi9/python-311:latest")

@packages("scikit-learn")
component digit_classification() -> (metrics: Metrics) python ```
    from sklearn.datasets import load_iris
    from sklearn.linear_model import LogisticRegression
    from sklearn.model_selection import train_test_split

    features, labels = load_iris(return_X_y=True)
    train_x, test_x, train_y, test_y = train_test_split(features, labels, test_size=0.33, random_state=7)
    model = LogisticRegression(max_iter=500).fit(train_x, train_y)
    metrics.log_metric("accuracy", 100 * model.score(test_x, test_y))
```

@packages("scikit-learn")
component wine_classification() -> (metrics: ClassificationMetrics) python ```
    from sklearn.datasets import load_wine
    from sklearn.ensemble import RandomForestClassifier
    from sklearn.metrics import roc_curve
    from sklearn.model_selection import cross_val_predict

    features, kinds = load_wine(return_X_y=True)
    is_second = kinds == 1
    forest = RandomForestClassifier(n_estimators=10, random_state=42)
    scores = cross_val_predict(forest, features, is_second, cv=3, method="predict_proba")[:, 1]
    false_rate, true_rate, thresholds = roc_curve(is_second, scores)
    finite = [min(threshold, 1.0) for threshold in thresholds.tolist()]  # the first threshold is infinite
    metrics.log_roc_curve(false_rate.tolist(), true_rate.tolist(), finite)
```

@packages("scikit-learn")
component iris_sgdclassifier(test_samples_fraction: Float) -> (metrics: ClassificationMetrics) python ```
    from sklearn.datasets import load_iris
    from sklearn.linear_model import SGDClassifier
    from sklearn.metrics import confusion_matrix
    from sklearn.model_selection import cross_val_predict, train_test_split

    iris = load_iris()
    train_x, _, train_y, _ = train_test_split(iris.data, iris.target, test_size=test_samples_fraction)
    predicted = cross_val_predict(SGDClassifier(), train_x, train_y, cv=3)
    metrics.log_confusion_matrix(iris.target_names.tolist(), confusion_matrix(train_y, predicted).tolist())
```

@image("python:3.11")
component html_visualization() -> (html_artifact: HTML) python ```
    with open(html_artifact.path, "w") as target:
        target.write("<!DOCTYPE html><title>Hello</title><h1>Hello world</h1>")
```

@image("python:3.11")
component markdown_visualization() -> (markdown_artifact: Markdown) python ```
    with open(markdown_artifact.path, "w") as target:
        target.write("## Hello world\n\nSome *Markdown* content.\n")
```

pipeline metrics_visualization_pipeline() {
    wine_classification()
    iris_sgdclassifier(test_samples_fraction = 0.3)
    digit_classification()
    html_visualization()
    markdown_visualization()
}
