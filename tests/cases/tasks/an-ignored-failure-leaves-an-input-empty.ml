// expect: E0411@9 E0411@10
@!image("python:3.11")

component count() -> Int container { command = ["count", Output.path] }
component report(rows: Int, note: String) container { command = ["report", rows, note] }

pipeline nightly(n: Int) {
    let rows = count()
    report(rows, note = "").ignore_upstream_failure()
    report(rows = 1, note = "${rows}").ignore_upstream_failure()
    report(rows = n, note = "").after(rows).ignore_upstream_failure()
}
