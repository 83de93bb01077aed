// expect: E0612@10 E0613@13 E0613@20
// Schedules that are over, and triggers that would have one name.

@image("python:3.12")
component train() container { command = ["train"] }

pipeline nightly() { train() }
pipeline nightly_late() { train() }

trigger past = schedule("@daily", until = "2025-12-31T23:59:59Z") -> nightly()

trigger at_two = schedule("@daily") -> nightly()
trigger at__two = schedule("@daily", until = "2026-01-02") -> nightly()

trigger left_alone = any(
    schedule("@daily", until = "2199-01-01"),
    success(nightly),
) -> nightly_late()
trigger late_start = schedule("@hourly") -> nightly()
trigger start = schedule("@hourly") -> nightly_late()
