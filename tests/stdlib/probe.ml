//! Every component of the standard library that is Python, called once: the tests build this file
//! and run what is emitted for each.

use std.mlflow.{finish_run, load_model, log_metrics, log_model, log_params, read_metric}
use std.mlflow.{register_model, register_run, set_alias, start_run}
use std.notify.{webhook}

pipeline probe(tracking_uri: String, url: String) {
    let tracked  = start_run(experiment = "probe", pipeline_run_id = run.id, tracking_uri)
    let params   = log_params(run_id = tracked, params = { depth = 3 }, tracking_uri)
    let metrics  = log_metrics(run_id = tracked, metrics = { auc = 0.9 }, tracking_uri)
    let auc      = read_metric(run_id = tracked, metric = "auc", tracking_uri).after(metrics)

    let model    = importer(Model, "s3://models/probe")
    let logged   = log_model(run_id = tracked, model, tracking_uri)
    let by_run   = register_run(run_id = tracked, name = "probe-run", tracking_uri).after(logged)
    let by_model = register_model(model, name = "probe", alias = "challenger", tracking_uri)
    let promoted = set_alias(name = "probe", version = by_model.version, tracking_uri)
    let loaded   = load_model(name = "probe", tracking_uri).after(promoted)

    finish_run(run_id = tracked, tracking_uri).after(params, auc, by_run)
    webhook(url, text = "version ${loaded.loaded}")
}
