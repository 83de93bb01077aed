//! A training job on a machine that other tasks choose: run-time values inside a list.

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
@image("gcr.io/ml-pipeline/google-cloud-pipeline-components:2.14.1")
component custom_training_job(
    display_name: String,
    location: String = "us-central1",
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
    project: String = "{{$.pipeline_google_cloud_project_id}}",
) -> (gcp_resources: String) container {
    command = ["python3", "-u", "-m", "google_cloud_pipeline_components.container.v1.custom_job.launcher"]
    args    = [
        "--type", "CustomJob",
        "--payload",
        "{\"display_name\": \"${display_name}\", \"job_spec\": {\"worker_pool_specs\": ${worker_pool_specs}, \"scheduling\": {\"timeout\": \"${timeout}\", \"restart_job_on_worker_restart\": ${restart_job_on_worker_restart}}, \"service_account\": \"${service_account}\", \"tensorboard\": \"${tensorboard}\", \"enable_web_access\": ${enable_web_access}, \"network\": \"${network}\", \"reserved_ip_ranges\": ${reserved_ip_ranges}, \"base_output_directory\": {\"output_uri_prefix\": \"${base_output_directory}\"}}, \"labels\": ${labels}, \"encryption_spec\": {\"kms_key_name\": \"${encryption_spec_key_name}\"}}",
        "--project", project,
        "--location", location,
        "--gcp_resources", gcp_resources.path,
    ]
}

@name("pipeline")
pipeline my_pipeline(project: String, location: String, encryption_spec_key_name: String = "") {
    custom_training_job(
        display_name      = "add-numbers",
        worker_pool_specs = [{
            container_spec = {
                image_uri = "gcr.io/ml-pipeline/google-cloud-pipeline-components:2.5.0",
                command   = ["echo"],
                args      = ["foo"],
            },
            machine_spec   = {
                machine_type      = machine_type(),
                accelerator_type  = accelerator_type(),
                accelerator_count = accelerator_count(),
            },
            replica_count  = 1,
        }],
        project,
        location,
        encryption_spec_key_name,
    )
}
