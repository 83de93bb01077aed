// expect: E0201@10 E0207@11 E0605@12 E0605@13 E0614@16 E0614@19
// Names that are none, repositories that are none, cooldowns of schedules.

@image("python:3.12")
component train() container { command = ["train"] }

pipeline nightly() { train() }
pipeline weekly() { train() }

trigger a = success(nigthly) -> weekly()
trigger b = success(train) -> weekly()
trigger c = git("acme", auth = none) -> weekly()
trigger d = git("https://github.com/acme/churn.git", auth = none) -> weekly()

@cooldown(1h)
trigger e = schedule("@daily") -> nightly()

@cooldown(1d)
trigger f = any(schedule("@daily"), success(nightly)) -> weekly()
