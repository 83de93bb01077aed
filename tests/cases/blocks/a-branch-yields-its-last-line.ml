// expect: ok
@!image("python:3.11")

component fetch(all: Bool) -> (data: Dataset, rows: Int) container { command = ["fetch", all, data.path, rows.path] }
component train(data: Dataset, rows: Int) -> Model container { command = ["train", data.path, rows, Output.path] }

pipeline nightly(full: Bool) -> Model {
    let raw = if full {
        fetch(all = true)
    } else {
        let part = fetch(all = false)
        { data = part.data, rows = part.rows }
    }
    return train(data = raw.data, rows = raw.rows)
}
