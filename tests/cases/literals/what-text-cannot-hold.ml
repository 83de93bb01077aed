// expect: E0311@9 E0302@10 E0314@11
@!image("python:3.11")

component show(text: String) container { command = ["echo", text] }
component load() -> (data: Dataset, rows: Int) container { command = ["load", data.path, rows.path] }

pipeline nightly(note: String?) {
    let raw = load()
    show(text = "${raw.data}")
    show(text = "note: ${note}")
    show(text = "raw: ${raw}")
}
