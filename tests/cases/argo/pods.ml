// expect: ok
@!image("python:3.12")
use std.k8s.{create_pvc, delete_pvc}

component work(size: Int) -> Int python ```
    return size
```

component pick() -> (image: String, memory: String) python ```
    return "python:3.13", "2Gi"
```

@timeout(6h)
@parallelism(4)
@ttl(completion = 1d)
@labels(team = "growth")
@service_account("runner")
@mutex("churn")
pipeline cluster() {
    let picked = pick()
    let volume = create_pvc(access_modes = ["ReadWriteOnce"], size = "5Gi", pvc_name_suffix = "data")
    let first  = work(size = 1)
        .image(picked.image)
        .resources(memory = picked.memory, cpu = 1)
        .mount("/data", pvc = volume)
        .node_selector(disk = "ssd")
        .toleration(key = "gpu", operator = "Exists", effect = "NoSchedule")
        .semaphore("limits", "gpu")
        .priority("high")
        .security(run_as_user = 1000)
        .cache(true)
    delete_pvc(pvc_name = volume).after(first)
}
