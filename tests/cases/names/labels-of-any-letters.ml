// expect: ok
@!image("python:3.11")

component train() container { command = ["train"] }

@labels("app.kubernetes.io/name" = "churn")
pipeline nightly() {
    train().labels("acme.io/team" = "growth")
}
