// expect: E0204@9
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }

pipeline nightly(full: Bool) {
    let data = load()
    if full {
        let data = load()
    }
}
