// expect: E0308@7 E0308@8
@!image("python:3.11")

component load(uri: String) container { command = ["load", uri] }

pipeline nightly(bucket: String, day: Int) {
    load(uri = "s3://" + bucket + "/churn")
    load(uri = bucket + day)
    load(uri = "s3://${bucket}/${day}")
}
