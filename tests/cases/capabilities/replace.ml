// expect -t kfp: E0701@9
// expect -t argo: ok
@image("python:3.12")
component train() container { command = ["train"] }

pipeline nightly() { train() }

@concurrency("replace")
trigger clock = schedule("@hourly") -> nightly()
