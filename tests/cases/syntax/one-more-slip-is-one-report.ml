// expect: E0102@5 E0102@6 E0102@7 E0102@12 E0128@13 E0202@15 E0129@17
//! What is meant is taken for it, or nothing more is said of it.
@!image("python:3.11")

const LIMIT Int = 3
artifact Rows = "acme.Rows@1.0.0"
component load(n: Int) -> container {
    command = ["load", n]
}

pipeline nightly(n: Int) -> Int {
    let = load(n)
    if n = 3 { load(n = LIMIT) }
    let more = load(n = raw.rows)
    let more = n
    load(n = more.rows)
    return more.rows, n
}
