// Schedules of every kind, with arguments that would like to be more than values.

@image("python:3.12")
component train(day: String, note: String, config: Json, number: Int, rate: Float, sure: Bool, many: List<String>) container {
    command = ["train", day, note, "${number}", "${rate}", "${sure}"]
}

pipeline nightly(
    day: String = "today", note: String = "", config: Json = {}, number: Int = 3, rate: Float = 0.5, sure: Bool = false,
    many: List<String> = []
) {
    train(day = day, note = note, config = config, number = number, rate = rate, sure = sure, many = many)
}

trigger plain = schedule("0 2 * * *") -> nightly()

trigger hostile = schedule("*/5 * * * MON-FRI", catch_up = true, until = "2027-01-01T00:00:00Z") -> nightly(
    note = "it's \"{{workflow.name}}\" {{=1+1}} $(JOB) \${x} %s \\n `id` ü\n\ttab [[RunUUID ]] ]] {{$.x}}",
    config = { "[[CurrentTime]]" = "{{$.inputs}}", deep = [1, 2.5, { "a b" = "$(JOB)" }] },
    number = -7, rate = 0.1, sure = true, many = ["", "[[RunUUID]]", "-n", "--"]
)

@concurrency("forbid")
trigger alone = schedule("@hourly") -> nightly(number = 1)

@concurrency("forbid")
trigger all = schedule("@hourly", catch_up = true) -> nightly(number = 2)

@enabled(false)
trigger quiet = schedule("@daily") -> nightly()

trigger berlin = schedule("30 2 * * *", timezone = "Europe/Berlin", start_deadline = 10m) -> nightly(
    day = event.date(), note = event.date(offset = -1d, format = "%d.%m.%Y %H:%M:%S %j %y %% {{x}} $(JOB)"),
    config = { at = "at ${event.time} {{workflow.name}} $(JOB)", all = [event.date(), "[[CurrentTime]]"] }, many = [event.date(), "x"]
)

trigger ending = schedule("@hourly", timezone = "Asia/Tokyo", until = "2036-06-01T12:00:00Z") -> nightly()
