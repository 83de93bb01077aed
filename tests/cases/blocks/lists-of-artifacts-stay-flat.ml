// expect: ok
@!image("python:3.11")

component load(a: Int, b: Int) -> Dataset container { command = ["load", a, b, Output.path] }
component merge(all: List<Dataset>) container { command = ["merge", all.path] }

pipeline nightly() {
    let parts = for a in [1, 2] {
        for b in [3, 4] { load(a, b) }
    }
    merge(all = parts)
}
