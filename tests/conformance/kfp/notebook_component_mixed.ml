//! Plain Python and notebooks in one pipeline, handing artifacts to each other.

@!image("python:3.11")
@!cache(false)

component preprocess(text: String) -> (dataset: Dataset) python ```
    with open(dataset.path, "w", encoding="utf-8") as target:
        target.write(" ".join(text.split()))
```

@packages("nbclient>=0.10,<1", "ipykernel>=6,<7", "jupyter_client>=7,<9")
component train_model(cleaned_text: Dataset) -> (model: Model) python ```
    import nbformat
    from nbclient import NotebookClient

    cells = [
        f"source, target = {cleaned_text.path!r}, {model.path!r}",
        "from pathlib import Path\nwords = Path(source).read_text(encoding='utf-8').split()",
        "Path(target).parent.mkdir(parents=True, exist_ok=True)\nPath(target).write_text(' '.join(sorted(words)))",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=600).execute()
```

@packages("nbclient>=0.10,<1", "ipykernel>=6,<7", "jupyter_client>=7,<9")
component evaluate_model(model_text: Model) -> (metrics: Metrics) python ```
    import nbformat
    from nbclient import NotebookClient

    cells = [
        f"source = {model_text.path!r}",
        "from pathlib import Path\nprint(len(Path(source).read_text(encoding='utf-8').split()))",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=600).execute()
    metrics.log_metric("words", float(notebook.cells[-1].outputs[0].text))
```

pipeline nb_mixed(text: String = "Hello   world") {
    let dataset = preprocess(text)
    let model   = train_model(cleaned_text = dataset)
    evaluate_model(model_text = model)
}
