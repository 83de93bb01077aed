//! Rules of all kinds from which tests/judges/alerts.py makes tests: each fires, and keeps quiet otherwise.

@image("python:3.12")
component train(text: String) container { command = ["train", text] }

pipeline churn(text: String = "") { train(text) }

trigger above = alert("Above", expr = "queue_length{queue=\"a \\\"b\\\"\"} > 10", for = 5m) -> churn()
trigger below = alert("Below", expr = "model_auc{model=\"churn\", stage=\"prod\"} < 0.82", for = 6h) -> churn()
trigger at_least = alert("AtLeast", expr = "100 <= disk_used", severity = "critical") -> churn()
trigger at_most = alert("AtMost", expr = "free_slots <= 0", labels = { team = "growth" }) -> churn()
trigger down = alert("Down", expr = "up{job=\"scorer\"} == 0", for = 90s) -> churn()
trigger changed = alert("Changed", expr = "config_version != 7") -> churn()
trigger gone = alert("Gone", expr = "absent(heartbeat{job=\"scorer\"})", for = 10m) -> churn()
trigger negative = alert("Negative", expr = "(balance) < -1e3") -> churn()
trigger failing = alert("Failing", expr = "rate(errors_total{job=\"scorer\"}[5m]) > 0.5", for = 10m) -> churn()
trigger drifted = drift(model = "churn", metric = "psi", threshold = 0.2, for = 30m, stale_after = 2d) -> churn()
trigger plan = drift(model = "churn", metric = "ks", threshold = 0.1, feature = "plan", stale_after = 1h) -> churn()
