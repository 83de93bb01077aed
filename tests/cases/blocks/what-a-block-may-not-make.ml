// expect: E0311@10 E0302@11
//! Whether a block made an artifact can't be asked, and the advice does not say so.
@!image("python:3.11")

component load() -> Dataset container { command = ["load", Output.path] }
component train(data: Dataset) container { command = ["train", data.path] }

pipeline nightly(large: Bool) {
    let data = if large { load() }
    if data { train(data) }
    train(data)
}
