// expect: ok
@!image("python:3.11")

component load(full: Bool) -> Dataset container { command = ["load", full, Output.path] }
component train(data: Dataset) container { command = ["train", data.path] }

pipeline nightly(full: Bool) {
    if full {
        let data = load(full = true)
        train(data)
    } else {
        let data = load(full = false)
        train(data)
    }
    for n in [1, 2] {
        let data = load(full)
        train(data)
    }
    let data = load(full)
    train(data)
}
