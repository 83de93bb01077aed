// expect: E0703@22
// What the platform document of KFP can say of a pod.

@!image("python:3.12")

component train() container { command = ["train"] }

pipeline nightly(certificate: String, rules: Map) {
    train()
        .env(TOKEN = secret("wandb", "key", optional = true), MODE = configmap("modes", "mode"), POD = field("metadata.name"))
        .mount("/ca", secret = certificate)
        .mount("/conf", configmap = "settings", optional = true)
        .mount("/data", pvc = "raw", sub_path = "2026")
        .mount("/scratch", empty_dir = "scratch", medium = Memory, size_limit = 2Gi)
        .mount("/claim", ephemeral = true, size = 10Gi, storage_class = "fast", labels = { team = "growth" })
        .shared_memory(8Gi)
        .security(run_as_user = 1000, run_as_non_root = true)
        .image_pull_policy(Always)
        .image_pull_secret("registry-login")
        .init_container("warm-up", "busybox:1.36", command = ["sh", "-c", "date"], env = { A = "b" },
            mounts = { scratch = "/scratch" }, limits = { memory = 64Mi })
    train()
        .node_selector(disk = "ssd")
        .toleration("gpu", operator = Exists, effect = NoExecute, seconds = 5m)
        .toleration(json = rules)
        .node_affinity(match_expressions = [{ key = "zone", operator = In, values = ["a", "b"] }], weight = 10)
        .pod_affinity("kubernetes.io/hostname", match_labels = { app = "cache" }, namespaces = ["ml"], anti = true)
        .timeout(1h30m)
        .cache(key = "v1")
        .annotations("acme.io/why" = "any text: \"quoted\"")
}
