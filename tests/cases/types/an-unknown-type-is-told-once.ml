// expect: E0208@4
@!image("python:3.11")

component load() -> Tabel container { command = ["load", Output.path] }
component train(data: Dataset, n: Int) container { command = ["train", data.path, n] }

pipeline nightly() {
    let data = load()
    train(data, n = data)
    if data > 3 { train(data, n = data.rows) }
    for row in data { train(data = row, n = row) }
}
