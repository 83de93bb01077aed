//! Events: the job that a sensor creates, which starts the run.
//!
//! In: a trigger. Out: what listens, and the job with all that does not hang on the event.
//! Always holds: what an event brings goes as JSON through annotations and files; it is never part of a command or of the
//! environment, in which Kubernetes would put values of its own.

use serde_json::{Map, Value as Json, json};

use super::schedule::refuse_macros;
use super::{JOB, Starter, pod};
use crate::emit::events::{self, Start, statement};
use crate::emit::kubernetes::Rule;
use crate::emit::reports::Reports;
use crate::emit::scene::{Manifest, Scene};
use crate::plan::trigger::{Argument, Concurrency, EventKind, Value};

/// The annotation with the run's name, where the job has another.
const RUN: &str = "run";

/// How long a job of the event's own name is kept, in seconds; after that KFP itself knows the run by its name.
const KEPT: u64 = 3600;

impl Starter<'_> {
    /// The objects by which events start runs.
    pub(super) fn events(&self, reports: &mut Reports<'_>) -> Vec<Manifest> {
        let Scene { trigger, options, .. } = self.scene;
        let mut parameters = Map::new();
        for argument in &trigger.arguments {
            refuse_macros(&argument.value, argument.span, reports);
            if let Value::Constant(value) = &argument.value {
                parameters.insert(argument.port.name.to_string(), value.clone());
            }
        }
        let forbid = trigger.concurrency == Concurrency::Forbid;
        let mut request = self.request(&json!({
            "description": trigger.description.as_deref().unwrap_or_default(),
            "runtime_config": { "parameters": parameters },
        }));
        request["wait"] = json!(forbid);
        let (code, mut manifests) = self.files(&request, &[], &["get", "list", "create"]);
        let alone = trigger.cooldown.is_none() && !forbid;
        // An alert that still fires starts again: its event is the same, and so would be the run's name.
        let again =
            trigger.cooldown.is_some() && trigger.events.iter().any(|event| matches!(event.kind, EventKind::Alert(_)));
        let (env, place) = match (alone, again) {
            (true, _) => (vec![JOB], Some("metadata.name".to_owned())),
            (false, true) => (vec![JOB, ("UID", "metadata.labels['controller-uid']")], None),
            (false, false) => (vec![("RUN", "metadata.annotations['run']")], Some(annotation(RUN))),
        };
        let mut pod = pod(options, &self.account(), &code, &env);
        self.bring(&mut pod);
        let metadata = if alone { json!({}) } else { json!({ "name": events::name(trigger) }) };
        let kept = if alone { KEPT } else { trigger.cooldown.unwrap_or(0) };
        let spec = json!({ "backoffLimit": 6, "ttlSecondsAfterFinished": kept, "template": pod });
        let start = Start {
            object: json!({ "apiVersion": "batch/v1", "kind": "Job", "metadata": metadata, "spec": spec }),
            name: place,
            mark: None,
            values: self.open().map(|(index, argument)| (argument, annotation(&key(index)))).collect(),
            encode,
            rules: vec![Rule { api_groups: vec!["batch"], resources: vec!["jobs"], verbs: vec!["create"] }],
        };
        manifests.extend(events::objects(self.scene, &start, reports));
        manifests
    }

    /// The arguments that hang on the event.
    fn open(&self) -> impl Iterator<Item = (usize, &Argument)> {
        let all = self.scene.trigger.arguments.iter().enumerate();
        all.filter(|(_, argument)| !matches!(argument.value, Value::Constant(_)))
    }

    /// Gives the pod a file for each argument, called as the argument, out of an annotation.
    fn bring(&self, pod: &mut Json) {
        let file = |(index, argument): (usize, &Argument)| {
            let field = json!({ "fieldPath": format!("metadata.annotations['{}']", key(index)) });
            json!({ "path": argument.port.name.as_str(), "fieldRef": field })
        };
        let files: Vec<Json> = self.open().map(file).collect();
        if files.is_empty() {
            return;
        }
        let mut push = |list: &str, item: Json| {
            if let Some(items) = pod.pointer_mut(list).and_then(Json::as_array_mut) {
                items.push(item);
            }
        };
        push("/spec/containers/0/command", json!("/mlc/event"));
        push(
            "/spec/containers/0/volumeMounts",
            json!({ "name": "event", "mountPath": "/mlc/event", "readOnly": true }),
        );
        push("/spec/volumes", json!({ "name": "event", "downwardAPI": { "items": files } }));
    }
}

/// The annotation that brings an argument.
fn key(index: usize) -> String {
    format!("argument-{index}")
}

/// The path of an annotation in the job.
fn annotation(key: &str) -> String {
    format!("spec.template.metadata.annotations.{key}")
}

/// JSON, which is never empty, and for what the event lacks `null`: the run gets its default.
fn encode(variable: &str, _: &Argument) -> Vec<String> {
    vec![statement(&format!("mustToRawJson {variable}"))]
}
