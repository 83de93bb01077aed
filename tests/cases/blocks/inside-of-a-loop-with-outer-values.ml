// expect: ok
@!image("python:3.11")

component load() -> (data: Dataset, rows: Int) container { command = ["load", data.path, rows.path] }
component train(data: Dataset, seed: Int, rows: Int, uri: String) -> Float container { command = ["train", data.path, seed, rows, uri, Output.path] }
component best(all: List<Float>) container { command = ["best", all] }

pipeline nightly(uri: String, full: Bool) {
    let raw = load()
    let all = for seed in range(raw.rows) parallel 3 {
        if full or raw.rows > 10 {
            train(data = raw.data, seed, rows = raw.rows, uri = "${uri}/${seed}").after(raw)
        }
    }
    best(all)
}
