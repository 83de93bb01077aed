// expect: ok
// Each source that hears of events by itself: what listens, what passes, where a field lies.
@!image("python:3.12")

component load(text: String, size: Int) container { command = ["load", text, "${size}"] }

pipeline arrivals(text: String, size: Int = 0, more: Json = {}) { load(text, size) }

type Order = { id: Int, note: String?, tags: List<String> }

trigger hook = webhook("/orders", body = Order, auth = secret("hook", "token"), tls = secret("hook-tls"))
    -> arrivals(text = event.headers["x-shop"], size = event.body.id, more = event.body)
trigger minio_in = s3("raw", prefix = "in/", suffix = ".csv", events = ["created", "deleted"], via = minio("minio:9000", auth = secret("minio"), insecure = true))
    -> arrivals(text = "s3://${event.bucket}/${event.key}")
trigger aws_in = s3("raw", prefix = "a b/", suffix = ".csv", via = sqs("raw-events", region = "eu-west-1"))
    -> arrivals(text = event.key, size = event.size)
trigger gcs_in = gcs("raw", prefix = "in/", via = pubsub("raw", project = "acme", auth = secret("gcp", "key.json")))
    -> arrivals(text = event.key, size = event.size)
trigger blob_in = azure_blob("raw", suffix = ".csv", via = storage_queue("raw", auth = secret("azure", "connection")))
    -> arrivals(text = event.url, size = event.size)
trigger messages = kafka("orders", brokers = ["kafka:9092", "kafka-2:9092"], auth = secret("kafka"))
    -> arrivals(text = event.time, size = event.offset, more = event.body)
trigger pushes = git("acme/churn", branch = "main", events = ["push", "tag", "pull_request"], auth = secret("github", "secret"))
    -> arrivals(text = "${event.branch}@${event.commit}")
