//! Triggers on KFP: what asks its API server for recurring runs.
//!
//! In: triggers. Out: objects of Kubernetes: for each schedule a job that posts the recurring run, with what it posts.
//! Always holds: a job's name hangs on what it posts, so that what has not changed is not posted again.

mod recurring;

use serde_json::{Value as Json, json};

use super::Built;

use crate::emit::digest;
use crate::emit::kubernetes::{ConfigMap, Map, Metadata, Rule, access};
use crate::emit::reports::Reports;
use crate::emit::scene::{Manifest, Scene};
use crate::emit::{Options, TriggerState};
use crate::plan::trigger::{EventKind, Trigger};
use crate::source::SourceMap;

/// The program that speaks to the API server.
const STARTER: &str = include_str!("../../../runtime/starter.py");

/// The objects that start runs of a pipeline.
pub(super) fn objects(
    triggers: &[Trigger],
    built: Option<&Built>,
    options: &Options,
    sources: &SourceMap,
    reports: &mut Reports<'_>,
) -> Vec<Manifest> {
    let mut manifests: Vec<Manifest> = Vec::new();
    if options.triggers == TriggerState::Off {
        return manifests;
    }
    for trigger in triggers {
        let scene = Scene { trigger, options, sources };
        for event in &trigger.events {
            if let EventKind::Schedule(schedule) = &event.kind {
                let body = recurring::body(&scene, schedule, event.span, reports);
                manifests.extend(poster(&scene, &request(&scene, built, body)));
            }
        }
    }
    manifests
}

/// What [`STARTER`] is to do.
fn request(scene: &Scene, built: Option<&Built>, body: Json) -> Json {
    let Options { kfp_api, kfp_experiment, kfp_objects, namespace, .. } = scene.options;
    let version = built.map(|built| built.version.as_str()).unwrap_or_default();
    let pipeline = &scene.trigger.pipeline;
    json!({
        "api": kfp_api,
        "namespace": namespace.as_deref().unwrap_or_default(),
        "experiment": kfp_experiment.as_ref().unwrap_or(pipeline),
        "pipeline": pipeline,
        "version": if *kfp_objects { version } else { "" },
        // Another version of the pipeline is another request, and posted again.
        "built": version,
        "body": body,
    })
}

/// The job that posts `request` once, and what it needs.
fn poster(scene: &Scene, request: &Json) -> Vec<Manifest> {
    let base = scene.metadata(54, 1);
    let content = format!("{request:#}\n");
    let name = format!("{}-{:08x}", base.name, digest::folded([STARTER, &content]));
    let metadata = Metadata { name: name.clone(), ..base };
    let code = ConfigMap {
        api_version: "v1",
        kind: "ConfigMap",
        metadata: metadata.clone(),
        immutable: true,
        data: Map::from_iter([("starter.py".to_owned(), STARTER.to_owned()), ("request.json".to_owned(), content)]),
    };
    let account = scene.metadata(63, -1);
    let mut manifests: Vec<Manifest> = Vec::new();
    if scene.options.rbac {
        manifests.extend(access(&account, rules()).map(|object| Box::new(object) as Manifest));
    }
    manifests.push(Box::new(code));
    manifests.push(Box::new(json!({
        "apiVersion": "batch/v1",
        "kind": "Job",
        "metadata": metadata,
        "spec": {
            "backoffLimit": 6,
            "template": {
                "metadata": { "labels": { "sidecar.istio.io/inject": "false" } },
                "spec": pod(scene.options, &account.name, &name, &["/mlc/starter/request.json"]),
            },
        },
    })));
    manifests
}

/// What the account may do of KFP, where KFP asks (in its multi-user mode).
fn rules() -> Vec<Rule> {
    let rule = |resources: &[&'static str], verbs: &[&'static str]| Rule {
        api_groups: vec!["pipelines.kubeflow.org"],
        resources: resources.to_vec(),
        verbs: verbs.to_vec(),
    };
    vec![
        rule(&["pipelines", "pipelines/versions"], &["get", "list"]),
        rule(&["experiments"], &["get", "list", "create"]),
        rule(&["jobs"], &["get", "list", "create", "delete"]),
    ]
}

/// The pod that runs [`STARTER`] with `arguments`, from the config map `code`.
fn pod(options: &Options, account: &str, code: &str, arguments: &[&str]) -> Json {
    let program = ["python3", "/mlc/starter/starter.py"];
    json!({
        "restartPolicy": "Never",
        "serviceAccountName": account,
        "automountServiceAccountToken": false,
        "securityContext": {
            "runAsNonRoot": true,
            "runAsUser": 65532,
            "runAsGroup": 65532,
            "seccompProfile": { "type": "RuntimeDefault" },
        },
        "containers": [{
            "name": "starter",
            "image": options.starter_image,
            "command": program.iter().chain(arguments).collect::<Vec<_>>(),
            "resources": { "requests": { "cpu": "10m", "memory": "64Mi" }, "limits": { "memory": "128Mi" } },
            "securityContext": {
                "allowPrivilegeEscalation": false,
                "capabilities": { "drop": ["ALL"] },
                "readOnlyRootFilesystem": true,
            },
            "volumeMounts": [
                { "name": "starter", "mountPath": "/mlc/starter", "readOnly": true },
                { "name": "token", "mountPath": "/var/run/secrets/kubeflow/pipelines", "readOnly": true },
            ],
        }],
        "volumes": [
            { "name": "starter", "configMap": { "name": code } },
            {
                "name": "token",
                "projected": {
                    "sources": [{
                        "serviceAccountToken": {
                            "audience": "pipelines.kubeflow.org",
                            "expirationSeconds": 3600,
                            "path": "token",
                        },
                    }],
                },
            },
        ],
    })
}
