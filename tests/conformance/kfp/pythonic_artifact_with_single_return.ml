//! A function that takes an artifact and returns one.

@!image("python:3.11")

@packages("dill==0.3.7")
component make_language_model(text_dataset: Dataset) -> Model python ```
    from collections import Counter

    import dill

    with open(text_dataset.path) as file:
        counts = Counter(file.read().split())

    def probability(word):
        return counts[word] / max(1, sum(counts.values()))

    model = Model(uri=dsl.get_uri(suffix="model"), metadata={"data": text_dataset.name})
    with open(model.path, "wb") as file:
        dill.dump(probability, file)
    return model
```

pipeline make_language_model_pipeline() -> Model {
    let text = importer(Dataset,
        uri      = "gs://ml-pipeline-playground/shakespeare1.txt",
        metadata = { key = "value" },
    )
    return make_language_model(text_dataset = text)
}
