//! MLflow: runs, metrics and the model registry, against a tracking server.
//!
//!     use std.mlflow.{register_model}
//!
//!     let version = register_model(model = best.model, name = "churn", alias = "challenger")
//!
//! The server is `tracking_uri`, else `MLFLOW_TRACKING_URI` of the environment, which a profile
//! gives all of these at once (`env."std.mlflow"`). Credentials come by the environment alone, as
//! secrets, under MLflow's own names: `MLFLOW_TRACKING_TOKEN`, or `MLFLOW_TRACKING_USERNAME` and
//! `MLFLOW_TRACKING_PASSWORD`. So does how often a silent server is asked again,
//! `MLFLOW_HTTP_REQUEST_MAX_RETRIES`.
//!
//! Nothing is cached, and a step that is tried again does not do its work twice: the run or the
//! version is found again.

@!image("python:3.12.8-slim-bookworm")
@!packages("mlflow-skinny==3.17.2")
@!side_effects

/// Opens a run for the tasks that follow. Where `pipeline_run_id` is given, the pipeline's run has
/// one such run of that `run_name`, found again when the step is retried.
component start_run(
    /// The experiment's name; made if it is not there.
    experiment: String,
    /// The run's name; the server invents one if there is none.
    run_name: String?,
    /// The pipeline's name, kept as the tag `mlc.pipeline`.
    pipeline: String?,
    /// `run.id` of the pipeline's run, kept as the tag `mlc.run_id`.
    pipeline_run_id: String?,
    /// More tags.
    tags: Map<String> = {},
    /// The tracking server, as `http://mlflow.mlflow:5000`.
    tracking_uri: String?,
) -> (
    /// The run's id, which the other components take.
    run_id: String,
) python ```
    import os

    from mlflow import MlflowClient, MlflowException

    server = tracking_uri or os.environ.get("MLFLOW_TRACKING_URI")
    if not server:
        raise SystemExit("mlflow: no server: pass `tracking_uri` or set MLFLOW_TRACKING_URI")
    given = {"mlc.pipeline": pipeline, "mlc.run_id": pipeline_run_id}
    marks = {key: value for key, value in given.items() if value}
    try:
        client = MlflowClient(server)
        found = client.get_experiment_by_name(experiment)
        home = found.experiment_id if found else client.create_experiment(experiment)
        if pipeline_run_id:
            mine = f"tags.`mlc.run_id` = '{pipeline_run_id}'"
            for run in client.search_runs([home], mine):
                if run_name in (None, run.info.run_name):
                    print(f"mlflow: run {run.info.run_id} is there already")
                    return run.info.run_id
        run = client.create_run(home, tags={**tags, **marks}, run_name=run_name)
    except MlflowException as fault:
        raise SystemExit(f"mlflow: no run was started at {server}: {fault}") from None
    print(f"mlflow: started run {run.info.run_id} of experiment {experiment!r}")
    return run.info.run_id
```

/// Closes a run.
component finish_run(
    /// The run to close.
    run_id: String,
    /// How it ended.
    state: "FINISHED" | "FAILED" | "KILLED" = "FINISHED",
    /// The tracking server, as `http://mlflow.mlflow:5000`.
    tracking_uri: String?,
) python ```
    import os

    from mlflow import MlflowClient, MlflowException

    server = tracking_uri or os.environ.get("MLFLOW_TRACKING_URI")
    if not server:
        raise SystemExit("mlflow: no server: pass `tracking_uri` or set MLFLOW_TRACKING_URI")
    try:
        MlflowClient(server).set_terminated(run_id, state)
    except MlflowException as fault:
        raise SystemExit(f"mlflow: run {run_id} was not closed at {server}: {fault}") from None
```

/// Writes parameters into a run. A parameter is written once: the same value again is fine, another
/// one is refused.
component log_params(
    /// The run to write into.
    run_id: String,
    /// The parameters; what is no text is written as JSON.
    params: Map,
    /// The tracking server, as `http://mlflow.mlflow:5000`.
    tracking_uri: String?,
) python ```
    import json
    import os

    import mlflow

    server = tracking_uri or os.environ.get("MLFLOW_TRACKING_URI")
    if not server:
        raise SystemExit("mlflow: no server: pass `tracking_uri` or set MLFLOW_TRACKING_URI")
    texts = {
        key: value if isinstance(value, str) else json.dumps(value)
        for key, value in params.items()
    }
    try:
        mlflow.set_tracking_uri(server)
        mlflow.log_params(texts, run_id=run_id)
    except mlflow.MlflowException as fault:
        raise SystemExit(f"mlflow: {server} did not take the parameters: {fault}") from None
```

/// Writes metrics into a run.
component log_metrics(
    /// The run to write into.
    run_id: String,
    /// The metrics.
    metrics: Map<Float>,
    /// The step they belong to: an epoch, a fold.
    step: Int = 0,
    /// The tracking server, as `http://mlflow.mlflow:5000`.
    tracking_uri: String?,
) python ```
    import os

    import mlflow

    server = tracking_uri or os.environ.get("MLFLOW_TRACKING_URI")
    if not server:
        raise SystemExit("mlflow: no server: pass `tracking_uri` or set MLFLOW_TRACKING_URI")
    try:
        mlflow.set_tracking_uri(server)
        mlflow.log_metrics(metrics, step=step, run_id=run_id)
    except mlflow.MlflowException as fault:
        raise SystemExit(f"mlflow: {server} did not take the metrics: {fault}") from None
```

/// Reads a metric of a run, for a condition: `if read_metric(run_id, metric = "auc") >= 0.8 {}`.
component read_metric(
    /// The run to read.
    run_id: String,
    /// The metric's name.
    metric: String,
    /// The tracking server, as `http://mlflow.mlflow:5000`.
    tracking_uri: String?,
) -> Float python ```
    import os

    from mlflow import MlflowClient, MlflowException

    server = tracking_uri or os.environ.get("MLFLOW_TRACKING_URI")
    if not server:
        raise SystemExit("mlflow: no server: pass `tracking_uri` or set MLFLOW_TRACKING_URI")
    try:
        metrics = MlflowClient(server).get_run(run_id).data.metrics
    except MlflowException as fault:
        raise SystemExit(f"mlflow: run {run_id} was not read at {server}: {fault}") from None
    if metric not in metrics:
        there = ", ".join(sorted(metrics)) or "none"
        raise SystemExit(f"mlflow: run {run_id} has no metric {metric!r}; it has: {there}")
    return metrics[metric]
```

/// Uploads a model, a file or a folder, into a run.
component log_model(
    /// The run to write into.
    run_id: String,
    /// The model.
    model: Model,
    /// Its folder among the run's artifacts.
    artifact_path: String = "model",
    /// The tracking server, as `http://mlflow.mlflow:5000`.
    tracking_uri: String?,
) -> (
    /// `runs:/<run_id>/<artifact_path>`
    uri: String,
) python ```
    import os

    from mlflow import MlflowClient, MlflowException

    server = tracking_uri or os.environ.get("MLFLOW_TRACKING_URI")
    if not server:
        raise SystemExit("mlflow: no server: pass `tracking_uri` or set MLFLOW_TRACKING_URI")
    if not os.path.exists(model.path):
        raise SystemExit(f"mlflow: there is no model at {model.uri}")
    try:
        client = MlflowClient(server)
        upload = client.log_artifacts if os.path.isdir(model.path) else client.log_artifact
        upload(run_id, model.path, artifact_path)
    except (MlflowException, OSError) as fault:
        raise SystemExit(f"mlflow: {server} did not take the model: {fault}") from None
    return f"runs:/{run_id}/{artifact_path}"
```

/// Registers the model that a run has logged. The same run's model again is the same version.
@role(register)
component register_run(
    /// The run that made the model.
    run_id: String,
    /// The registered model's name; made if it is not there.
    name: String,
    /// Where the model is among the run's artifacts, or the name it was logged by.
    artifact_path: String = "model",
    /// An alias that then points to this version: `challenger`.
    alias: String?,
    /// The pipeline's name, kept as the tag `mlc.pipeline`.
    pipeline: String?,
    /// `run.id` of the pipeline's run, kept as the tag `mlc.run_id`.
    pipeline_run_id: String?,
    /// The tracking server, as `http://mlflow.mlflow:5000`.
    tracking_uri: String?,
) -> (
    /// The version's number.
    version: Int,
    /// `models:/<name>/<version>`
    uri: String,
) python ```
    import os

    import mlflow

    server = tracking_uri or os.environ.get("MLFLOW_TRACKING_URI")
    if not server:
        raise SystemExit("mlflow: no server: pass `tracking_uri` or set MLFLOW_TRACKING_URI")
    given = {"mlc.pipeline": pipeline, "mlc.run_id": pipeline_run_id}
    tags = {key: value for key, value in given.items() if value}
    tags["mlc.artifact_path"] = artifact_path
    try:
        mlflow.set_tracking_uri(server)
        client = mlflow.MlflowClient()
        run = client.get_run(run_id)
        known = client.search_model_versions(f"run_id = '{run_id}'")
        same = [
            version
            for version in known
            if version.name == name and version.tags.get("mlc.artifact_path") == artifact_path
        ]
        files = [file.path for file in client.list_artifacts(run_id, artifact_path)]
        if same:
            made = same[0]
            print(f"mlflow: this model is version {made.version} of {name!r} already")
        elif files and f"{artifact_path}/MLmodel" not in files:  # a file or folder of no flavour
            try:
                client.create_registered_model(name)
            except mlflow.MlflowException as fault:
                if fault.error_code != "RESOURCE_ALREADY_EXISTS":
                    raise
            source = f"{run.info.artifact_uri}/{artifact_path}"
            made = client.create_model_version(name, source, run_id, tags)
        else:
            made = mlflow.register_model(f"runs:/{run_id}/{artifact_path}", name, tags=tags)
        if alias:
            client.set_registered_model_alias(name, alias, made.version)
    except mlflow.MlflowException as fault:
        raise SystemExit(f"mlflow: {name!r} was not registered at {server}: {fault}") from None
    return int(made.version), f"models:/{name}/{made.version}"
```

/// Uploads a model, a file or a folder, and registers it. The same content again is the same
/// version. A folder made by an MLflow flavour's `save_model` can be served; anything else is kept
/// as it is.
@role(register)
component register_model(
    /// The model.
    model: Model,
    /// The registered model's name; made if it is not there.
    name: String,
    /// An alias that then points to this version: `challenger`.
    alias: String?,
    /// The run it belongs to; without it, one is made in the experiment of the model's name.
    run_id: String?,
    /// The pipeline's name, kept as the tag `mlc.pipeline`.
    pipeline: String?,
    /// `run.id` of the pipeline's run, kept as the tag `mlc.run_id`.
    pipeline_run_id: String?,
    /// The tracking server, as `http://mlflow.mlflow:5000`.
    tracking_uri: String?,
) -> (
    /// The version's number.
    version: Int,
    /// `models:/<name>/<version>`
    uri: String,
) python ```
    import hashlib
    import os
    import pathlib

    from mlflow import MlflowClient, MlflowException

    server = tracking_uri or os.environ.get("MLFLOW_TRACKING_URI")
    if not server:
        raise SystemExit("mlflow: no server: pass `tracking_uri` or set MLFLOW_TRACKING_URI")

    root = pathlib.Path(model.path)
    files = [root] if root.is_file() else sorted(file for file in root.rglob("*") if file.is_file())
    if not files:
        raise SystemExit(f"mlflow: there is no model at {model.uri}")
    content = hashlib.sha256()
    for file in files:
        with file.open("rb") as stream:
            content.update(f"{file.relative_to(root)}\0".encode())
            content.update(hashlib.file_digest(stream, "sha256").digest())

    given = {"mlc.pipeline": pipeline, "mlc.run_id": pipeline_run_id}
    tags = {key: value for key, value in given.items() if value}
    tags["mlc.sha256"] = content.hexdigest()
    if root.is_file():
        tags["mlc.file"] = root.name
    try:
        client = MlflowClient(server)
        try:
            client.create_registered_model(name)
        except MlflowException as fault:
            if fault.error_code != "RESOURCE_ALREADY_EXISTS":
                raise
        known = client.search_model_versions(f"tags.`mlc.sha256` = '{content.hexdigest()}'")
        same = [version for version in known if version.name == name]
        if same:
            made = same[0]
            print(f"mlflow: this model is version {made.version} of {name!r} already")
        else:
            if run_id:
                run = client.get_run(run_id)
            else:
                found = client.get_experiment_by_name(name)
                home = found.experiment_id if found else client.create_experiment(name)
                run = client.create_run(home, tags=tags)
            upload = client.log_artifact if root.is_file() else client.log_artifacts
            upload(run.info.run_id, model.path, "model")
            source = f"{run.info.artifact_uri}/model"
            made = client.create_model_version(name, source, run.info.run_id, tags)
            if not run_id:
                client.set_terminated(run.info.run_id)
        if alias:
            client.set_registered_model_alias(name, alias, made.version)
    except (MlflowException, OSError) as fault:
        raise SystemExit(f"mlflow: {name!r} was not registered at {server}: {fault}") from None
    return int(made.version), f"models:/{name}/{made.version}"
```

/// Points an alias of a registered model to one of its versions: what serves `champion` serves this
/// one from now on.
@role(promote)
component set_alias(
    /// The registered model's name.
    name: String,
    /// The version's number.
    version: Int,
    /// The alias.
    alias: String = "champion",
    /// The tracking server, as `http://mlflow.mlflow:5000`.
    tracking_uri: String?,
) python ```
    import os

    from mlflow import MlflowClient, MlflowException

    server = tracking_uri or os.environ.get("MLFLOW_TRACKING_URI")
    if not server:
        raise SystemExit("mlflow: no server: pass `tracking_uri` or set MLFLOW_TRACKING_URI")
    try:
        MlflowClient(server).set_registered_model_alias(name, alias, str(version))
    except MlflowException as fault:
        message = f"mlflow: {alias!r} was not set to {name} version {version} at {server}"
        raise SystemExit(f"{message}: {fault}") from None
```

/// Downloads a registered model, by alias or by version. A model that was registered as a file is a
/// file again.
component load_model(
    /// The registered model's name.
    name: String,
    /// The alias to follow, where no version is given.
    alias: String = "champion",
    /// The version's number; 0 stands for the one that the alias points to.
    version: Int = 0,
    /// The tracking server, as `http://mlflow.mlflow:5000`.
    tracking_uri: String?,
) -> (
    /// The model: a folder, or the file that was registered.
    model: Model,
    /// The version that was loaded.
    loaded: Int,
) python ```
    import os
    import shutil
    import tempfile

    import mlflow

    server = tracking_uri or os.environ.get("MLFLOW_TRACKING_URI")
    if not server:
        raise SystemExit("mlflow: no server: pass `tracking_uri` or set MLFLOW_TRACKING_URI")
    wanted = f"{name}/{version}" if version else f"{name}@{alias}"
    folder = tempfile.mkdtemp()
    try:
        mlflow.set_tracking_uri(server)
        client = mlflow.MlflowClient()
        if version:
            found = client.get_model_version(name, str(version))
        else:
            found = client.get_model_version_by_alias(name, alias)
        place = f"models:/{name}/{found.version}"
        mlflow.artifacts.download_artifacts(artifact_uri=place, dst_path=folder)
    except (mlflow.MlflowException, OSError) as fault:
        raise SystemExit(f"mlflow: {wanted} was not loaded from {server}: {fault}") from None
    file = found.tags.get("mlc.file")
    shutil.move(os.path.join(folder, file) if file else folder, model.path)
    model.metadata.update({"name": name, "version": found.version, "run_id": found.run_id or ""})
    return int(found.version)
```
