// expect: E0522@5 E0522@6 E0522@7 E0522@9 E0521@10 E0521@11 E0523@16 E0503@16 E0506@17
// Settings that cannot both hold, that lack what they go with, or that nothing gives.

@image("python:3.12")
@retry(3, backoff = 2h, max_backoff = 1h)
@resources(gpu = 1, accelerator = "amd.com/gpu")
@toleration("gpu", operator = Exists, value = "yes")
@side_effects
@cache(true)
@toleration("disk", value = "slow", seconds = 5m)
@argo(parallelism = 3)
@requires_env("MLFLOW_TRACKING_URI")
component train() container { command = ["train"] }

pipeline nightly() {
    train().timeout(1h).timeout(2h)
    train().env(MLFLOW_TRACKING_URI = "http://mlflow", A = "1").env(A = "2")
}
