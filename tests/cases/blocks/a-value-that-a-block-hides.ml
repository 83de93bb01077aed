// expect: E0205@12 E0205@13
@!image("python:3.11")

component load() -> (data: Dataset, rows: Int) container { command = ["load", data.path, rows.path] }
component show(x: Json) container { command = ["show", x] }

pipeline nightly(full: Bool) {
    let raw = if full {
        let part = load()
        { n = part.rows }
    }
    show(x = raw.rows)
    show(x = raw.part)
}
