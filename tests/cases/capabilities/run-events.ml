// expect -t kfp: E0701@10
// expect -t argo: ok
// KFP tells nobody of a run's end.

@!image("python:3.12")
component train() container { command = ["train"] }
pipeline nightly() { train() }
pipeline after() { train() }

trigger behind = success(nightly) -> after()
