// expect: ok
// Task over component over pipeline over file: keys merge, mounts and tolerations add up, the rest is replaced.

@!image("python:3.11")
@!env(STAGE = "file", FILE = "file")
@!toleration("file")
@!resources(cpu = 1, memory = 1Gi)

@image("python:3.12")
@env(STAGE = "component", COMPONENT = "component")
@mount("/data", pvc = "component")
@mount("/more", pvc = "component")
@retry(5)
component train() container { command = ["train"] }

component other() container { command = ["other"] }

@env(STAGE = "pipeline", PIPELINE = "pipeline")
@labels(team = "growth")
pipeline nightly() {
    train()
        .env(STAGE = "task")
        .mount("/data", pvc = "task")
        .toleration("task", operator = Exists)
        .resources(memory = 2Gi)
        .retry(1, backoff = 30s)
        .labels(step = "train")
    other()
}
