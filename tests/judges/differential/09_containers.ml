//! Containers: values, paths and URIs in words, words that depend on an input, words put together.

@image("alpine:3.20")
component prepare(rows: Int, header: String = "id") -> (data: Dataset) container {
    command = ["sh", "-c", "mkdir -p \"$(dirname \"$1\")\" && seq \"$0\" > \"$1\""]
    args    = [rows, data.path, "--header=${header}", "--uri", data.uri]
}

@image("ghcr.io/acme/fit:2.1.0")
component fit(data: Dataset, note: String?, rate: Float = 0.1) -> (model: Model, accuracy: Float) container {
    command = ["fit"]
    args    = [
        concat("--rate=", rate),
        "--data", data.path, "--from", data.uri,
        if note { "--note", note } else { "--no-note" },
        "--model", model.path, "--kind", data.metadata["kind"], "--accuracy", accuracy.path,
    ]
}

@image("alpine:3.20")
component hello() container {
    command = ["echo"]
    args    = ["hello, it's 'me'"]
}

pipeline containers(rows: Int = 100) -> Float {
    hello()
    let prepared = prepare(rows)
    fit(data = prepared, note = "quick")
    let fitted = fit(data = prepared, rate = 0.5)
    return fitted.accuracy
}
