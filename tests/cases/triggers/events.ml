// expect: E0611@12 E0513@13
// What `event` brings, by its source.

@image("python:3.12")
component train(text: String) container { command = ["train", text] }

pipeline nightly(text: String = "", number: Int = 0, score: Float = 0.0) { train(text) }

type Order = { id: Int, name: String }

trigger a = schedule("@daily") -> nightly(text = event.time)
trigger b = schedule("@daily") -> nightly(text = event.date(format = "%F"))
trigger c = schedule("@daily") -> nightly(text = event.date(offset = 1))
trigger d = schedule("@daily") -> nightly(text = event.date(offset = -1d, format = "%Y/%m/%d"))
trigger e = s3("raw", via = sqs("raw-events", region = "eu-west-1")) -> nightly(text = "s3://${event.bucket}/${event.key}", number = event.size)
trigger f = webhook("/orders", body = Order, auth = none) -> nightly(text = event.body.name, number = event.body.id)
trigger g = alert("Low") -> nightly(text = event.labels["model"], score = event.value)
trigger h = any(s3("raw", via = sqs("raw-events", region = "eu-west-1")), gcs("raw", via = pubsub("raw", project = "acme")))
    -> nightly(text = event.key)
