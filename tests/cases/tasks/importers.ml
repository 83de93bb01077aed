// expect: ok
@!image("python:3.11")

artifact Features: Dataset = "acme.Features@0.0.1"
component train(data: Features, any: Artifact?) container { command = ["train", data.path] }

pipeline nightly(uri: String, meta: Json) {
    let raw = importer(Features, uri, reimport = true, metadata = { source = uri, rows = 3 })
    train(data = raw)
    train(data = raw.artifact, any = importer(Model, uri = "s3://acme/${uri}", metadata = meta))
}
