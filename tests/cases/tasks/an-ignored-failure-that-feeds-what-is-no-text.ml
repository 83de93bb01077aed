// expect: E0703@16 E0703@18 E0703@20 E0703@22
@!image("python:3.11")

component count() -> (rows: Int, line: String) container { command = ["count", rows.path, line.path] }
component load() -> Dataset container { command = ["load", Output.path] }
component report(rows: Int = 0, line: String?, text: String = "", data: Dataset?) container { command = ["report"] }

pipeline counted() -> String {
    let counted = count()
    report(line = counted.line)
    return counted.line
}

pipeline nightly() {
    let one = count()
    report(rows = one.rows).ignore_upstream_failure()              // a number
    let two = count()
    report(line = two.line).ignore_upstream_failure()              // a warning: empty, not absent
    let three = load()
    report(data = three).ignore_upstream_failure()                 // an artifact
    let four = counted()
    report(text = four).ignore_upstream_failure()                  // may not even have begun
    let five = count()
    report(text = five.line).ignore_upstream_failure()
}
