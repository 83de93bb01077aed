// expect: ok
// Alerts as objects of the Prometheus operator: rules of one's own and of others, labels that look like templates.

@image("python:3.12")
component train(text: String) container { command = ["train", text] }

pipeline churn(text: String = "") { train(text) }

/// Trains anew when the input drifts; {{ braces }} are no template.
@cooldown(24h)
trigger drifted = drift(
    model = "churn \"v2\"",
    metric = "psi",
    threshold = 0.2,
    for = 30m,
    stale_after = 2d,
    owner = "team {{ $labels.model }}",
) -> churn()

trigger feature = any(
    drift(model = "churn", metric = "ks", threshold = 0.1, feature = "plan"),
    drift(model = "churn", metric = "ks", threshold = 0.3),
) -> churn()

trigger worse = alert(
    "ChurnAucLow",
    expr = "model_auc{model=\"churn\"} < 0.82",
    for = 90s,
    severity = "critical",
    runbook = "https://runbooks.acme/auc",
    labels = { team = "growth" },
) -> churn(text = "${event.name}: ${event.value}")

trigger told = any(alert("DataLate", labels = { job = "raw \"x\"\\", severity = "critical" }), alert("Broken"))
    -> churn(text = event.name)

@enabled(false)
trigger asleep = alert("Slow", expr = "latency_seconds > 1") -> churn()
