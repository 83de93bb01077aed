// What a webhook starts: a run for each event; at most one in some seconds; one at a time.
@!image("python:3.12")

component train(text: String, pause: Int) -> String python ```
    import time
    time.sleep(pause)
    return text
```

pipeline churn(text: String, pause: Int = 0) -> String { return train(text, pause) }

trigger each = webhook("/each", auth = none) -> churn(text = event.headers["x-by"])

@cooldown(3s)
trigger calm = webhook("/calm", auth = none) -> churn(text = event.headers["x-by"])

@concurrency("forbid")
trigger alone = webhook("/alone", auth = none) -> churn(text = event.headers["x-by"], pause = 4)
