// expect -t kfp: E0718@10 E0718@11 E0718@12
// expect -t argo: ok
// Texts in which KFP would put values of its own.

@!image("python:3.12")
component train(day: String) container { command = ["train", day] }

pipeline nightly(day: String) { train(day) }

trigger a = schedule("@daily") -> nightly(day = "[[Index]]")
trigger b = schedule("@daily") -> nightly(day = event.date(format = "%Y [[CurrentTime]]"))
trigger c = schedule("@daily", timezone = "Asia/Tokyo") -> nightly(day = "{{$.scheduledTime.strftime('%Y')}} ${event.time}")
