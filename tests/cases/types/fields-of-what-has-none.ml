// expect: E0317@8 E0317@9 E0317@10 E0317@11
@!image("python:3.11")

component load() -> (data: Dataset, rows: Int) container { command = ["load", data.path, rows.path] }
component show(text: String) container { command = ["echo", text] }
pipeline nightly(names: List<String>, name: String) {
    let raw = load()
    show(text = raw.data.path)
    show(text = raw.rows.text)
    show(text = names.first)
    show(text = name.upper)
}
