//! A large file, uploaded, downloaded and looked up in the object store.

@!image("python:3.11")
@!cache(false)

const SIZE = 20_971_520                                  // 20 MiB

component send_file(file_size_bytes: Int) -> (path outgoingfile: Artifact) python ```
    import os
    import zipfile

    with zipfile.ZipFile(outgoingfile, "w", compression=zipfile.ZIP_DEFLATED) as archive:
        archive.writestr("large_file.txt", os.urandom(file_size_bytes))
    print(f"saved {outgoingfile}")
```

component receive_file(path incomingfile: Artifact) -> (path saveartifact: Artifact) python ```
    import os
    import shutil

    print(f"{incomingfile} has {os.path.getsize(incomingfile)} bytes")
    shutil.copyfile(incomingfile, saveartifact)
```

@packages("minio")
component test_uploaded_artifact(
    path previous_step: Artifact,
    file_size_bytes: Int,
    mlpipeline_minio_artifact_secret: String,
    bucket_name: String,
) python ```
    import base64
    import json

    from minio import Minio

    encoded = json.loads(mlpipeline_minio_artifact_secret.replace("'", '"'))
    secret = {key: base64.b64decode(text).decode() for key, text in encoded.items()}
    client = Minio(
        f"{secret['host']}:{secret['port']}",
        access_key=secret["accesskey"],
        secret_key=secret["secretkey"],
        secure=secret["secure"].lower() == "true",
    )

    stored = previous_step.replace(f"/s3/{bucket_name}/", "")
    size = client.stat_object(bucket_name, stored).size
    # The archive adds a few bytes of its own.
    assert round(size / file_size_bytes, 3) == 1, f"{size} bytes stored, {file_size_bytes} sent"
```

@name("test-data-passing-pipeline-1")
pipeline wire_up_pipeline(mlpipeline_minio_artifact_secret: String, bucket_name: String) {
    let sent     = send_file(file_size_bytes = SIZE)
    let received = receive_file(incomingfile = sent)
    test_uploaded_artifact(
        previous_step   = received,
        file_size_bytes = SIZE,
        mlpipeline_minio_artifact_secret,
        bucket_name,
    )
}
