// expect -t kfp: E0719@8
// expect -t argo: E0701@8
@image("python:3.12")
component train() container { command = ["train"] }

pipeline nightly() { train() }

trigger clock = schedule("0 2 * * *", timezone = "Europe/Berlin", catch_up = true) -> nightly()
