// Runs that another run starts: what has succeeded hands on what it made, what has failed is looked into.
//
//     cd examples/argo && mlc build -t argo

@!image("python:3.12")

component fit() -> (auc: Float, version: String) python ```
    from typing import NamedTuple
    Out = NamedTuple("Out", [("auc", float), ("version", str)])
    return Out(0.91, "v7")
```

component tell(text: String, made: Json) python ```
    print(text, made)
```

pipeline fitting() -> (auc: Float, version: String) {
    let m = fit()
    return { auc = m.auc, version = m.version }
}

pipeline report(text: String, made: Json) {
    tell(text, made)
}

trigger fitted = success(fitting) -> report(text = "run ${event.run_id}", made = event.outputs)

@cooldown(1h)
trigger not_fitted = failure(fitting) -> report(text = event.state, made = event.outputs)
