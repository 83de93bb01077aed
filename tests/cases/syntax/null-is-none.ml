// expect: E0120@8 E0120@9
//! What other languages call nothing.
@!image("python:3.11")

component load(title: String?) container { command = ["load", if title { title }] }

pipeline nightly() {
    load(title = null)
    load(title = nil)
}
