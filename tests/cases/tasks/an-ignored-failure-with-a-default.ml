// expect: ok
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component report(rows: Int = 0, more: Int?) container { command = ["report", rows] }

pipeline nightly() {
    let rows = count()
    report(rows, more = rows).ignore_upstream_failure()
}
