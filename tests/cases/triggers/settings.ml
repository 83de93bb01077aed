// expect: E0508@9 E0513@12 E0502@15 E0503@19
// Decorators of triggers.

@image("python:3.12")
component train() container { command = ["train"] }

pipeline nightly() { train() }

@concurrency("queue")
trigger a = schedule("@daily") -> nightly()

@cooldown(24)
trigger b = alert("Low") -> nightly()

@retry(3)
trigger c = schedule("@hourly") -> nightly()

@enabled(false)
@enabled(true)
trigger d = schedule("@weekly") -> nightly()
