// expect: E0301@12 E0301@13
@!image("python:3.11")

component load(i: Int) -> Dataset container { command = ["load", i, Output.path] }
component merge(all: List<Artifact>) container { command = ["merge", all.path] }
component models(all: List<Model>) container { command = ["models", all.path] }
component one(data: Dataset) container { command = ["one", data.path] }

pipeline nightly() {
    let parts = for i in range(3) { load(i) }
    merge(all = parts)
    models(all = parts)
    one(data = parts)
}
