// expect -t kfp: ok
// expect -t argo: E0701@9
@image("python:3.12")
component train() container { command = ["train"] }

pipeline nightly() { train() }

/// Makes up for what it missed.
trigger clock = schedule("0 2 * * *", catch_up = true) -> nightly()
