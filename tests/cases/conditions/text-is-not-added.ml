// expect: E0308@6
@!image("python:3.11")

component load(uri: String) container { command = ["load", uri] }
const BUCKET = "s3://acme"
const URI = BUCKET + "/churn"

pipeline nightly() {
    load(uri = URI)
}
