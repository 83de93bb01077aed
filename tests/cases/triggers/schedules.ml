// expect -t kfp: ok
// expect -t argo: ok
// What schedules become: on KFP recurring runs where these have the words, else cron jobs.

@!image("python:3.12.8-slim-bookworm")

component train(day: String, settings: Json = {}) python ```
    print(day, settings)
```

pipeline nightly(day: String, settings: Json = {}) { train(day, settings) }

/// At two by the cluster's clock.
@concurrency("forbid")
trigger at_two = schedule("0 2 * * *", until = "2199-12-31") -> nightly(day = event.date())

/// The day before, in Berlin.
trigger at_home = schedule("30 6 * * MON-FRI", timezone = "Europe/Berlin", start_deadline = 2h, until = "2199-12-31")
    -> nightly(day = event.date(offset = -1d, format = "day %d of %m/%Y"), settings = { at = event.time, n = 3 })

/// Off until it is wanted.
@enabled(false)
trigger spare = schedule("@weekly") -> nightly(day = "at ${event.time}", settings = { text = "{{x}} [[Index]]" })
