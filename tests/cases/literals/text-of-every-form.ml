// expect: ok
@!image("python:3.11")

const NAME = "churn"
component show(text: String) container { command = ["echo", text] }
component count() -> (n: Int, rate: Float, ok: Bool, names: List<String>) container { command = ["count", n.path, rate.path, ok.path, names.path] }

pipeline nightly(name: String, hyper: { rate: Float }, mode: "a" | "b") {
    let c = count()
    show(text = "")
    show(text = "tab\t, line\n, \"quotes\", \\ and \u{1F600}, \${none}")
    show(text = "${NAME}: ${name} ${c.n} ${c.rate} ${c.ok} ${c.names} ${hyper.rate} ${mode}")
    show(text = ```
        several
          lines ${not_interpolated}
        ```)
    show(text = "${NAME}/${NAME}")
    show(text = "${run.id}")
}
