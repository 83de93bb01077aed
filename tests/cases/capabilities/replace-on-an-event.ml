// expect -t kfp: E0701@10
// expect -t argo: E0701@10
// An event ends no run.
@!image("python:3.12")

component train() container { command = ["train"] }
pipeline churn() { train() }

@concurrency("replace")
trigger instead = webhook("/b", auth = none) -> churn()
