// expect: E0202@9
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }

pipeline nightly(full: Bool) {
    if full {
        let data = load()
        let data = load()
    }
}
