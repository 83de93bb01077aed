// Runs that a file starts, in each of the stores; and what holds for all of them.
//
//     mlc build examples/triggers_storage.ml -t argo

@!image("python:3.12")

component load(uri: String, size: Int) python ```
    print("loading", uri, size)
```

pipeline ingest(uri: String, size: Int = 0) {
    load(uri, size)
}

trigger minio_files = s3("raw", prefix = "churn/", suffix = "_SUCCESS", via = minio("minio.minio:9000", auth = secret("minio")))
    -> ingest(uri = "s3://${event.bucket}/${event.key}", size = event.size)

trigger aws_files = s3("acme-raw", prefix = "churn/", via = sqs("acme-raw-events", region = "eu-west-1"))
    -> ingest(uri = "s3://${event.bucket}/${event.key}", size = event.size)

trigger gcs_files = gcs("acme-raw", suffix = ".parquet", via = pubsub("acme-raw", project = "acme"))
    -> ingest(uri = "gs://${event.bucket}/${event.key}", size = event.size)

trigger azure_files = azure_blob("raw", via = storage_queue("raw-events", auth = secret("azure", "connection")))
    -> ingest(uri = event.url, size = event.size)

// One run at a time, whichever store the file comes to.
@concurrency("forbid")
trigger any_files = any(
    s3("acme-cold", via = sqs("acme-cold-events", region = "eu-west-1")),
    gcs("acme-cold", via = pubsub("acme-cold", project = "acme")),
) -> ingest(uri = event.key)
