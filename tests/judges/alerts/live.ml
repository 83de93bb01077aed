//! What tests/judges/alerts_live.py sends through Prometheus, Alertmanager and the sensor.

@image("python:3.12")
component train(alert: String, model: String, score: Float) container {
    command = ["train", alert, model, "${score}"]
}

pipeline churn(alert: String = "", model: String = "", score: Float = 0.0) { train(alert, model, score) }

trigger drifted = drift(model = "churn", metric = "psi", threshold = 0.2, for = 2s, runbook = "https://runbooks.acme/drift")
    -> churn(alert = event.name, model = event.labels["model"], score = event.value)
