// expect: E0201@7
@!image("python:3.11")

component load(uri: String) container { command = ["load", uri] }

pipeline nightly(date: String) {
    load(uri = "s3://acme/${day}/${date}")
}
