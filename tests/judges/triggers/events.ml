// Events whose values would like to be more than values.

@image("python:3.12")
component train(text: String, size: Int, more: Json) container { command = ["train", text, "${size}"] }

pipeline nightly(text: String = "x", size: Int = 3, more: Json = {}, same: String = "") {
    train(text = text, size = size, more = more)
}

type Order = { id: Int, note: String?, tags: List<String> }

trigger each = webhook("/each", body = Order, auth = none)
    -> nightly(text = event.headers["x-shop"], size = event.body.id, more = event.body, same = "$(JOB)")

@cooldown(1h)
trigger calm = webhook("/calm", body = Order, auth = none) -> nightly(text = event.headers["x-shop"])

@concurrency("forbid")
trigger lone = webhook("/lone", body = Order, auth = none) -> nightly(text = event.headers["x-shop"])
