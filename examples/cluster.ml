//! The cluster: resources, secrets, config maps, volumes, nodes.
//!
//!     mlc build examples/cluster.ml
//!
//! `@name(…)` configures a component, `.name(…)` one task, `@!name(…)` all components of the file;
//! the nearest wins. A secret reaches environment and files only: no argument, no log, no manifest.

use std.k8s.{create_pvc, delete_pvc}

@!image("python:3.12.8-slim-bookworm")
@!labels(team = "growth", "app.kubernetes.io/part-of" = "cluster-example")

/// Fetches the data, with a password from a secret and an address from a config map.
@resources(cpu = 500m, memory = 1Gi)
@env(
    SOURCE_HOST     = configmap("warehouse", "host"),
    SOURCE_PASSWORD = secret("warehouse", "password"),
    POD_NAME        = field("metadata.name"),
)
component fetch() -> (rows: Int) python ```
    import os

    print(f"{os.environ['POD_NAME']} reads from {os.environ['SOURCE_HOST']}")
    assert os.environ["SOURCE_PASSWORD"]
    with open("/data/rows.txt", "w") as file:
        file.write("1\n2\n3\n")
    return 3
```

/// Trains on a GPU; its data loaders share memory.
@resources(cpu = 4, memory = 16Gi, gpu = 1)
@shared_memory(2Gi)
@node_selector("cloud.google.com/gke-accelerator" = "nvidia-l4")
@toleration("nvidia.com/gpu", operator = "Exists", effect = "NoSchedule")
@security(run_as_user = 1000, run_as_non_root = true)
component train(rows: Int) -> (model: Model) python ```
    import os

    with open("/data/rows.txt") as file, open(model.path, "w") as target:
        target.write(str(sum(int(line) for line in file) / rows))
    print("certificates:", sorted(os.listdir("/etc/ca")), "cache:", os.listdir("/cache"))
```

/// Shows that the name of a secret may be decided by the run.
component publish(model: Model) python ```
    import os

    print(f"{model.uri} with a key of {len(os.environ['API_KEY'])} characters")
```

/// Trains on a volume and a GPU, and publishes what is live if it has a key.
pipeline cluster(stage: "staging" | "live" = "staging", key_secret: String?) {
    let volume = create_pvc(
        access_modes    = ["ReadWriteOnce"],
        size            = "5Gi",
        pvc_name_suffix = "-data",
    )

    let fetched = fetch().mount("/data", pvc = volume)
    let trained = train(rows = fetched)
        .mount("/data", pvc = volume)
        .mount("/etc/ca", configmap = "company-ca")
        .mount("/cache", empty_dir = "cache", size_limit = 10Gi)
        .annotations("example.com/runbook" = "https://runbooks.example.com/train")
    delete_pvc(pvc_name = volume).after(trained)

    if stage == "live" and key_secret {              // the caller gave it: a String from here on
        publish(model = trained)
            .env(API_KEY = secret(key_secret, "key"))
            .image_pull_secret("registry")
            .resources(memory = 4Gi)
    }
}
