// expect: E0511@5 E0512@6 E0513@7 E0514@8 E0514@9 E0515@10 E0516@11 E0517@12 E0525@13 E0525@14 E0528@15 E0513@16
// Text that does not have its form; the image is wrong, not missing.

/// Trains.
@image("ghcr.io/Acme/train:1.4")
@resources(cpu = "4 cores", memory = 16Gi)
@timeout("90 minutes")
@labels("-team" = "growth")
@node_selector(disk = "fast disk")
@env("wandb-mode" = "offline")
@mount("data", pvc = "raw")
@image_pull_secret("Registry_Login")
@packages("pandas=2.2.3")
@pip_index("pypi.org/simple")
@env(POD = field("metadata.podname"))
@retry(3, backoff = 500ms)
component train() container { command = ["train"] }

pipeline nightly() {
    train()
}
