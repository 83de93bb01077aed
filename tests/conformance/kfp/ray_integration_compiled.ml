//! A task that starts a Ray cluster, computes on it and takes it down.

@image("registry.access.redhat.com/ubi9/python-311:latest")
@packages("codeflare-sdk==0.32.2")
component ray_fn() -> Int python ```
    import time

    import ray
    from codeflare_sdk import generate_cert
    from codeflare_sdk.ray.cluster import Cluster, ClusterConfiguration

    cluster = Cluster(
        ClusterConfiguration(
            name="raytest",
            num_workers=1,
            head_cpu_requests=1,
            head_cpu_limits=1,
            head_memory_requests=4,
            head_memory_limits=4,
            worker_cpu_requests=1,
            worker_cpu_limits=1,
            worker_memory_requests=1,
            worker_memory_limits=2,
            verify_tls=False,
        )
    )
    cluster.apply()
    try:
        deadline = time.monotonic() + 300
        while not cluster.is_dashboard_ready():
            if time.monotonic() > deadline:
                raise TimeoutError("the Ray cluster is not ready after five minutes")
            time.sleep(10)

        generate_cert.generate_tls_cert(cluster.config.name, cluster.config.namespace)
        generate_cert.export_env(cluster.config.name, cluster.config.namespace)
        ray.init(address=cluster.cluster_uri())

        @ray.remote
        def train():
            return 100

        return ray.get(train.remote())
    finally:
        ray.shutdown()
        cluster.down()
```

/// Ray Integration Test
pipeline ray_integration_test() {
    ray_fn().cache(false)
}
