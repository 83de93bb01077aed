// expect: E0518@5 E0518@6 E0504@7 E0518@8 E0518@14
// A secret fits `env` and `mount`, and nothing else.

@image("python:3.12")
@labels(token = secret("wandb", "key"))
@mount("/ca", configmap = secret("ca"))
@env(A = secret("wandb"))
@mount("/b", pvc = configmap("b"))
@env(B = secret("wandb", "key", optional = true), C = configmap("c", "key"))
@mount("/secret", secret = secret("wandb"))
component train() container { command = ["train"] }

pipeline nightly(which: String) {
    train().display(secret("wandb", "key")).env(D = secret(which, "key")).mount("/other", secret = which)
}
