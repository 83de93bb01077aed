//! Data, scaling and a classifier for the iris flowers, nothing cached.

@!image("python:3.11")
@!cache(false)

@packages("pandas==2.2.0")
component create_dataset() -> (iris_dataset: Dataset) python ```
    import pandas as pd

    columns = ["Sepal_Length", "Sepal_Width", "Petal_Length", "Petal_Width", "Labels"]
    rows = [
        (5.1, 3.5, 1.4, 0.2, "Iris-setosa"), (4.9, 3.0, 1.4, 0.2, "Iris-setosa"),
        (4.7, 3.2, 1.3, 0.2, "Iris-setosa"), (5.0, 3.6, 1.4, 0.2, "Iris-setosa"),
        (5.4, 3.9, 1.7, 0.4, "Iris-setosa"), (4.6, 3.4, 1.4, 0.3, "Iris-setosa"),
        (7.0, 3.2, 4.7, 1.4, "Iris-versicolor"), (6.4, 3.2, 4.5, 1.5, "Iris-versicolor"),
        (6.9, 3.1, 4.9, 1.5, "Iris-versicolor"), (5.5, 2.3, 4.0, 1.3, "Iris-versicolor"),
        (6.5, 2.8, 4.6, 1.5, "Iris-versicolor"), (5.7, 2.8, 4.5, 1.3, "Iris-versicolor"),
        (6.3, 3.3, 6.0, 2.5, "Iris-virginica"), (5.8, 2.7, 5.1, 1.9, "Iris-virginica"),
        (7.1, 3.0, 5.9, 2.1, "Iris-virginica"), (6.3, 2.9, 5.6, 1.8, "Iris-virginica"),
        (6.5, 3.0, 5.8, 2.2, "Iris-virginica"), (7.6, 3.0, 6.6, 2.1, "Iris-virginica"),
    ]
    pd.DataFrame(rows, columns=columns).to_csv(iris_dataset.path, index=False)
```

@packages("pandas==2.2.0", "scikit-learn==1.4.0")
component normalize_dataset(input_iris_dataset: Dataset, standard_scaler: Bool) -> (normalized_iris_dataset: Dataset)
python ```
    import pandas as pd
    from sklearn.preprocessing import MinMaxScaler, StandardScaler

    frame = pd.read_csv(input_iris_dataset.path)
    labels = frame.pop("Labels")
    scaler = StandardScaler() if standard_scaler else MinMaxScaler()
    scaled = pd.DataFrame(scaler.fit_transform(frame), columns=frame.columns)
    scaled.assign(Labels=labels).to_csv(normalized_iris_dataset.path, index=False)
    normalized_iris_dataset.metadata["state"] = "Normalized"
```

@packages("pandas==2.2.0", "scikit-learn==1.4.0")
component train_model(normalized_iris_dataset: Dataset, n_neighbors: Int) -> (model: Model, metrics: ClassificationMetrics)
python ```
    import pickle

    import pandas as pd
    from sklearn.metrics import confusion_matrix
    from sklearn.model_selection import cross_val_predict
    from sklearn.neighbors import KNeighborsClassifier

    features = pd.read_csv(normalized_iris_dataset.path)
    labels = features.pop("Labels")
    classifier = KNeighborsClassifier(n_neighbors=n_neighbors).fit(features, labels)
    predicted = cross_val_predict(classifier, features, labels, cv=3)
    names = sorted(labels.unique())
    metrics.log_confusion_matrix(names, confusion_matrix(labels, predicted, labels=names).tolist())
    model.metadata["framework"] = "scikit-learn"
    with open(model.path, "wb") as target:
        pickle.dump(classifier, target)
```

pipeline iris_training_pipeline(standard_scaler: Bool = true, neighbors: Int = 3) {
    let raw    = create_dataset()
    let scaled = normalize_dataset(input_iris_dataset = raw, standard_scaler)
    train_model(normalized_iris_dataset = scaled, n_neighbors = neighbors)
}
