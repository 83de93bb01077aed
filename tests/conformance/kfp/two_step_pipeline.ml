//! A file written to a bucket and read again, by its URI.

@!image("google/cloud-sdk:slim")

component write_to_gcs(text: String) -> (output_gcs_path: Artifact) container {
    command = [
        "sh",
        "-c",
        ```
            set -e -x
            echo "$0" | gsutil cp - "$1"
        ```,
        text,
        output_gcs_path.uri,
    ]
}

component read_from_gcs(input_gcs_path: Artifact) container {
    command = [
        "sh",
        "-c",
        ```
            set -e -x
            gsutil cat "$0"
        ```,
        input_gcs_path.uri,
    ]
}

@name("simple-two-step-pipeline")
pipeline my_pipeline(text: String = "Hello KFP!") {
    let written = write_to_gcs(text).display("Producer")
    read_from_gcs(input_gcs_path = written).display("Consumer")
}
