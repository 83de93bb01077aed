//! A notebook run as a step, its parameter set by an injected cell.

@image("python:3.11")
@packages("nbclient>=0.10,<1", "ipykernel>=6,<7", "jupyter_client>=7,<9")
@cache(false)
component run_train_notebook(text: String) python ```
    import nbformat
    from nbclient import NotebookClient

    cells = [
        f"text = {text!r}",
        "words = text.split()\nprint(f'training on {len(words)} words')",
        "model = {word: words.count(word) for word in words}\nprint(model)",
    ]
    notebook = nbformat.v4.new_notebook(cells=[nbformat.v4.new_code_cell(cell) for cell in cells])
    NotebookClient(notebook, timeout=600).execute()
    for cell in notebook.cells:
        for output in cell.outputs:
            print(output.get("text", ""), end="")
```

pipeline nb_simple(text: String = "hello") {
    run_train_notebook(text)
}
