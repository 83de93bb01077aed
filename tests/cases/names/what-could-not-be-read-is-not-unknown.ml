// expect: E0131@5 E0131@12 E0102@14 E0201@22
//! The name of a declaration that could not be read is not reported where it is used, and one without a name may be any.
@!image("python:3.11")

fetch(uri: String) -> (data: Dataset) container {
    command = ["fetch", uri, data.path]
}

component load() -> Dataset container {
    command = ["load", Output.path]
}
typo Rows = Int

component (data: Dataset) container {
    command = ["show", data.path]
}

pipeline nightly(rows: Rows) {
    let data = fetch(uri = "a")
    show(data)
    show(data = data.data, rows = rows)
    load().after(dat)
}
