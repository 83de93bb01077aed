//! A training job under a condition, on a machine that other tasks choose.

/// Flips a coin that always shows heads.
@image("python:3.11")
component flip_biased_coin_op() -> String python ```
    return "heads"
```

@image("python:3.11")
component machine_type() -> String python ```
    return "n1-standard-4"
```

@image("python:3.11")
component accelerator_type() -> String python ```
    return "NVIDIA_TESLA_P4"
```

@image("python:3.11")
component accelerator_count() -> Int python ```
    return 1
```

/// Runs a Vertex AI custom job and waits for it.
@image("gcr.io/ml-pipeline/google-cloud-pipeline-components:2.22.0")
component custom_training_job(
    display_name: String,
    location: String = "{{$.pipeline_google_cloud_location}}",
    worker_pool_specs: List = [],
    timeout: String = "604800s",
    restart_job_on_worker_restart: Bool = false,
    service_account: String = "",
    tensorboard: String = "",
    enable_web_access: Bool = false,
    network: String = "",
    reserved_ip_ranges: List<String> = [],
    base_output_directory: String = "",
    labels: Map<String> = {},
    encryption_spec_key_name: String = "",
    persistent_resource_id: String = "{{$.pipeline_persistent_resource_id}}",
    project: String = "{{$.pipeline_google_cloud_project_id}}",
    strategy: String = "STANDARD",
    max_wait_duration: String = "86400s",
    psc_interface_config: Map = {},
) -> (gcp_resources: String) container {
    command = ["python3", "-u", "-m", "google_cloud_pipeline_components.container.v1.custom_job.launcher"]
    args    = [
        "--type", "CustomJob",
        "--payload",
        "{\"display_name\": \"${display_name}\", \"job_spec\": {\"worker_pool_specs\": ${worker_pool_specs}, \"scheduling\": {\"timeout\": \"${timeout}\", \"restart_job_on_worker_restart\": ${restart_job_on_worker_restart}, \"strategy\": \"${strategy}\", \"max_wait_duration\": \"${max_wait_duration}\"}, \"service_account\": \"${service_account}\", \"tensorboard\": \"${tensorboard}\", \"enable_web_access\": ${enable_web_access}, \"network\": \"${network}\", \"reserved_ip_ranges\": ${reserved_ip_ranges}, \"base_output_directory\": {\"output_uri_prefix\": \"${base_output_directory}\"}, \"persistent_resource_id\": \"${persistent_resource_id}\", \"psc_interface_config\": ${psc_interface_config}}, \"labels\": ${labels}, \"encryption_spec\": {\"kms_key_name\": \"${encryption_spec_key_name}\"}}",
        "--project", project,
        "--location", location,
        "--gcp_resources", gcp_resources.path,
    ]
}

@name("pipeline-with-dynamic-condition-output")
pipeline my_pipeline(project: String, location: String, encryption_spec_key_name: String = "") {
    let flip    = flip_biased_coin_op().cache(false)
    let machine = machine_type().name("machine-type")             // the name on the engine
    let gpu     = accelerator_type().name("accelerator-type")
    let gpus    = accelerator_count().name("accelerator-count")

    if flip == "heads" {
        custom_training_job(
            display_name      = "add-numbers",
            worker_pool_specs = [{
                container_spec = {
                    image_uri = "gcr.io/ml-pipeline/google-cloud-pipeline-components:2.5.0",
                    command   = ["echo"],
                    args      = ["foo"],
                },
                machine_spec   = { machine_type = machine, accelerator_type = gpu, accelerator_count = gpus },
                replica_count  = 1,
            }],
            project,
            location,
            encryption_spec_key_name,
        )
    }
}
