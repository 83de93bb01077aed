// expect: E0102@5 E0102@8 E0102@11 E0202@14 E0316@17 E0102@25 E0201@35
//! What a signature that could not be read takes and yields is not known, so nothing is said of its calls.
@!image("python:3.11")

component load(uri: String) - (data: Dataset, rows: Int) container {
    command = ["load", uri, data.path, rows.path]
}
component clean container {
    command = ["clean", data.path, Output.path]
}
component fit(data: Dataset) -> (: Model, auc: Float) container {
    command = ["fit", data.path, model.path, auc.path]
}
component show(model: Model, model: Dataset) container {
    command = ["show", model.path]
}
component count(data: Dataset) -> (rows: Int?, done: Bool) container {
    command = ["count", data.path, rows.path, done.path]
}
@image("python:3.12")
component last(text: String) container {
    command = ["last", text]
}

pipeline inner(, uri: String) -> Dataset {
    let raw = load(uri = place)
    return clean(data = raw.data)
}

pipeline nightly(uri: String) -> Model {
    let data = inner(path = uri)
    let one = fit(data)
    if one.auc > 0.5 and count(data).rows > 3 {
        show(data = one.model, model = one.model)
        last(text = txt)
    }
    return one.model
}
