// expect: E0302@8
@!image("python:3.11")

type Hyper = { rate: Float, note: String?, inner: { deep: String? } }
component show(text: String) container { command = ["echo", text] }

pipeline nightly(hyper: Hyper) {
    show(text = hyper.note)
    if hyper.note { show(text = hyper.note) }
    if hyper.inner.deep { show(text = "${hyper.inner.deep}") }
}
