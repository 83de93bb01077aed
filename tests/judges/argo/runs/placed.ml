//! Rules on nodes that are known only when the pipeline runs: they reach the pod, and wrong ones are refused there.

@!image("python:3.12-slim")

component say(what: String) -> String python ```
    return what
```

pipeline placed(
    labels: Map = { disk = "ssd" },
    rules: List<Json> = [{ key = "gpu", operator = "Exists", effect = "NoSchedule" }],
    affinity: Map = {
        preferredDuringSchedulingIgnoredDuringExecution = [
            { weight = 5, preference = { matchExpressions = [{ key = "zone", operator = "In", values = ["a"] }] } },
        ],
    },
) -> String {
    return say(what = "placed")
        .node_selector(json = labels)
        .toleration("batch", operator = Exists)
        .toleration(json = rules)
        .node_affinity(match_expressions = [{ key = "arch", operator = In, values = ["amd64"] }])
        .node_affinity(json = affinity)
}
