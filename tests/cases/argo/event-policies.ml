// expect: ok
// What holds for all events of a trigger: several sources, a cooldown, one run at a time, one that is off.
@!image("python:3.12")

component train(text: String) container { command = ["train", text] }

pipeline churn(text: String = "", fixed: List<String> = []) { train(text) }

trigger joined = any(schedule("@daily"), s3("raw", via = minio("minio:9000", auth = secret("minio"))), kafka("raw", brokers = ["kafka:9092"]), webhook("/go", auth = none))
    -> churn(fixed = ["a {{b}}"])

@cooldown(1h)
trigger calm = webhook("/calm", auth = secret("hook", "token")) -> churn(text = event.headers["x-by"])

@concurrency("forbid")
trigger alone = webhook("/alone", auth = secret("hook", "token")) -> churn(text = event.headers["x-by"])

@enabled(false)
trigger asleep = webhook("/asleep", auth = secret("hook", "token")) -> churn()
