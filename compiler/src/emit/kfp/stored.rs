//! The pipeline as objects of the cluster, for installations of KFP that keep pipelines there (`PIPELINES_STORE=kubernetes`).
//!
//! In: a pipeline's spec. Out: a `Pipeline` and a `PipelineVersion`.
//! Always holds: a version is named after what it holds, and is never changed.
//! See `backend/src/crd/kubernetes/v2beta1` of Kubeflow Pipelines.

use serde_json::{Value as Json, json};

use super::Built;
use super::platform::PlatformSpec;
use super::schema::PipelineSpec;
use crate::emit::Options;
use crate::emit::kubernetes::Metadata;
use crate::emit::scene::Manifest;
use crate::plan::Plan;

const API: &str = "pipelines.kubeflow.org/v2beta1";

/// The objects for `plan`, whose documents are `spec` and `platform`.
pub(super) fn objects(
    plan: &Plan,
    built: &Built,
    spec: &PipelineSpec,
    platform: Option<&PlatformSpec>,
    options: &Options,
) -> Vec<Manifest> {
    let metadata =
        |name: &str| Metadata { name: name.to_owned(), namespace: options.namespace.clone(), ..Metadata::default() };
    let about = json!({
        "displayName": plan.config.display.as_deref().unwrap_or(&plan.name),
        "description": plan.config.description.as_deref().unwrap_or_default(),
    });
    let mut version = json!({ "pipelineName": plan.name, "pipelineSpec": spec });
    if let Some(platform) = platform {
        version["platformSpec"] = json!(platform);
    }
    let object = |kind: &str, name: &str, spec: Json| -> Manifest {
        Box::new(json!({ "apiVersion": API, "kind": kind, "metadata": metadata(name), "spec": spec }))
    };
    vec![object("Pipeline", &plan.name, about), object("PipelineVersion", &built.version, version)]
}
