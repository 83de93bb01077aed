//! Started by the clock: the time at which the run was due arrives, as it is and as dates.

@!image("python:3.12")

component told(time: String, day: String, hostile: String, all: Json) -> (day_is_right: Bool, rest: Json) python ```
    from datetime import datetime, timedelta, timezone

    kathmandu = timezone(timedelta(hours=5, minutes=45))
    due = datetime.fromisoformat(time.replace("Z", "+00:00")).astimezone(kathmandu) - timedelta(days=1)
    rest = {"hostile": hostile, "all": {**all, "time": all["time"] == time}}
    return day == due.strftime("%Y-%m-%d/%H%M%S day %j"), rest
```

pipeline nightly(time: String, day: String, hostile: String, all: Json, left: String = "as it was")
    -> (day_is_right: Bool, rest: Json, left: String)
{
    let told = told(time, day, hostile, all)
    return { day_is_right = told.day_is_right, rest = told.rest, left = left }
}

/// Every second, to be judged soon.
@concurrency("forbid")
trigger clock = schedule("@every 1s", timezone = "Asia/Kathmandu", until = "2199-12-31") -> nightly(
    time = event.time,
    day = event.date(offset = -1d, format = "%Y-%m-%d/%H%M%S day %j"),
    hostile = event.date(format = "{{workflow.name}} $(HOME) '\"\\"),
    all = { time = event.time, list = [1, "{{=1+1}}"], none = none },
)

/// Turned off, so that it starts nothing.
@enabled(false)
trigger never = schedule("@every 1s") -> nightly(time = "never", day = "", hostile = "", all = {})

/// Over since long ago.
trigger over = schedule("@every 1s", until = "2020-01-01") -> nightly(time = "over", day = "", hostile = "", all = {})
