// expect -t kfp: ok
// On KFP an event becomes a job, which starts the run: each by itself, one in an hour, one at a time.

@!image("python:3.12")
component train(day: String, number: Int) container { command = ["train", day, "${number}"] }

pipeline nightly(day: String = "x", number: Int = 3, more: Json = {}) { train(day = day, number = number) }

type Order = { id: Int, name: String }

trigger each = webhook("/each", body = Order, auth = none)
    -> nightly(day = event.body.name, number = event.body.id, more = { "[[RunUUID]]" = "$(JOB)" })

@cooldown(1h)
trigger calm = webhook("/calm", body = Order, auth = none) -> nightly(more = { order = event.body })

@concurrency("forbid")
trigger alone = any(kafka("orders", brokers = ["kafka:9092"]), schedule("0 2 * * *"), schedule("0 4 * * *")) -> nightly()
