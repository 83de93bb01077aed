//! Where and how pods run: selectors, tolerations, affinity, labels, pull secrets, deadlines, security.
@!image("python:3.11")

component work(name: String) python ```
    print(name)
```

pipeline scheduling(selector: Json = { disk = "ssd" }, toleration: Json = { key = "b", operator = "Exists" }) {
    work(name = "first")
        .node_selector(gpu = "a100")
        .toleration(key = "gpu", operator = "Equal", value = "yes", effect = "NoSchedule")
        .toleration(key = "slow", operator = "Exists", effect = "NoExecute", seconds = 60s)
        .labels(team = "growth", "app.kubernetes.io/name" = "churn")
        .annotations(note = "it's on")
        .image_pull_policy("Always")
        .image_pull_secret("regcred", "other")
        .timeout(1h)
    work(name = "second")
        .node_selector(json = selector)
        .toleration(json = toleration)
        .node_affinity(match_expressions = [{ key = "zone", operator = "In", values = ["a", "b"] }])
        .node_affinity(match_expressions = [{ key = "disk", operator = "Exists" }], weight = 50)
}
