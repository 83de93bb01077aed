// expect: E0503@10 E0507@11
@!image("python:3.11")

component fetch() -> (text: String) container { command = ["fetch", text.path] }
component tidy(text: String = "") container { command = ["tidy", text] }

pipeline nightly() {
    let fetched = fetch()
    tidy(text = fetched).ignore_upstream_failure()
    tidy(text = fetched).ignore_upstream_failure().ignore_upstream_failure()
    tidy(text = fetched).ignore_upstream_failure(true)
}
