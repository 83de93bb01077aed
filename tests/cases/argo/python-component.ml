// expect: ok
@!image("python:3.12")

type Hyper = { rate: Float, epochs: Int = 10 }

/// Trains.
@packages("pandas==2.2.3")
@resources(cpu = 2, memory = 4Gi, gpu = 1)
@env(TOKEN = secret("wandb", "key"), HOST = "$(HOST) and {{workflow.name}}")
component train(hyper: Hyper, note: String?) -> (model: Model, auc: Float) python ```
    open(model.path, "w").write(str(hyper))
    return 0.5
```

pipeline churn(note: String?) -> Float {
    let trained = train(hyper = { rate = 0.1 }, note).retry(2, backoff = 10s).timeout(1h)
    return trained.auc
}
