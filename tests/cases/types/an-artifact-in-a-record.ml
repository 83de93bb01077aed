// expect: E0311@2 E0301@9
type Bundle = { data: Dataset, rows: Int }

@image("python:3.11")
component load() -> Dataset container { command = ["load", Output.path] }
@image("python:3.11")
component any(x: Json) container { command = ["any", x] }
pipeline nightly() {
    any(x = { data = load() })
}
