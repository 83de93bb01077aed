// expect: ok
@!image("python:3.11")

component load(i: Int = 1) -> (data: Dataset, rows: Int) container { command = ["load", i, data.path, rows.path] }
component train() container { command = ["train"] }

pipeline nightly(full: Bool) {
    let raw = load()
    let rows = load().rows
    let branch = if full { train() } else { load() }
    let parts = for i in range(3) { load(i) }
    let tried = try { train() } finally { train() }
    let out = importer(Dataset, "s3://acme")
    train().after(raw, rows, raw.data, branch, parts, tried, out)
    train().after(load())
}
