//! Triggers on KFP: what asks its API server for runs and recurring runs.
//!
//! In: triggers. Out: objects of Kubernetes: for each schedule a job that posts the recurring run, or a cron job that
//! starts the runs itself; for other events what listens, and creates jobs that start the runs.
//! Always holds: a job's name hangs on what it posts, so that what has not changed is not posted again.

mod event;
mod schedule;

use serde_json::{Value as Json, json};

use super::Built;

use crate::emit::capabilities;
use crate::emit::digest;
use crate::emit::events;
use crate::emit::kubernetes::{ConfigMap, Map, Metadata, Rule, access};
use crate::emit::reports::Reports;
use crate::emit::scene::{Manifest, Scene};
use crate::emit::{Options, TriggerState, prometheus};
use crate::plan::trigger::{Concurrency, EventKind, Schedule, Trigger};
use crate::source::{SourceMap, Span};

/// Letters of a cron job's name: Kubernetes adds the time to it.
const CRON_JOB: usize = 52;

/// The variable with the name of the pod's job, and where it stands.
const JOB: (&str, &str) = ("JOB", "metadata.labels['job-name']");

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
    prometheus::check(triggers, options, reports);
    for trigger in triggers {
        let scene = Scene { trigger, options, sources };
        if trigger.concurrency == Concurrency::Replace {
            reports.need(&capabilities::REPLACE, trigger.span);
        }
        events::check(trigger, reports);
        let mut starter = Starter { scene: &scene, built, number: 1 };
        for event in &trigger.events {
            if let EventKind::Schedule(schedule) = &event.kind {
                manifests.extend(starter.schedule(schedule, event.span, reports));
                starter.number += 1;
            }
        }
        if events::has_events(trigger) {
            manifests.extend(starter.events(reports));
        }
        manifests.extend(prometheus::objects(&scene));
    }
    manifests
}

/// What starts one trigger's runs.
struct Starter<'a> {
    scene: &'a Scene<'a>,
    built: Option<&'a Built>,
    /// Which of the trigger's ways to start is meant: its schedules, and then its other events together.
    number: usize,
}

impl Starter<'_> {
    fn schedule(&self, schedule: &Schedule, span: Span, reports: &mut Reports<'_>) -> Vec<Manifest> {
        let Scene { trigger, options, .. } = self.scene;
        if schedule::is_plain(self.scene, schedule) {
            if schedule.catch_up {
                reports.need(&capabilities::CATCH_UP, span);
            }
            let name = self.metadata(63, 1).name;
            let request = self.request(&schedule::body(self.scene, &name, schedule, reports));
            let (name, mut manifests) = self.files(&request, &["list", "create", "disable", "delete"], &["list"]);
            let pod = pod(options, &self.account(), &name, &[]);
            manifests.push(self.object("Job", name, &json!({ "backoffLimit": 6, "template": pod })));
            return manifests;
        }
        let (body, timed) = schedule::run(self.scene, schedule, span, reports);
        let mut request = self.request(&body);
        request["timed"] = timed;
        request["wait"] = json!(trigger.concurrency == Concurrency::Forbid);
        if let Some(until) = &schedule.until {
            request["until"] = json!(until);
        }
        let (name, mut manifests) = self.files(&request, &[], &["get", "list", "create"]);
        let job = json!({ "backoffLimit": 6, "template": pod(options, &self.account(), &name, &[JOB]) });
        let mut spec = json!({
            "schedule": schedule.cron,
            "timeZone": schedule.timezone,
            "concurrencyPolicy": if trigger.concurrency == Concurrency::Forbid { "Forbid" } else { "Allow" },
            "suspend": !self.scene.starts(),
            "jobTemplate": { "spec": job },
        });
        if let Some(seconds) = schedule.start_deadline {
            spec["startingDeadlineSeconds"] = json!(seconds);
        }
        manifests.push(self.object("CronJob", self.metadata(CRON_JOB, 1).name, &spec));
        manifests
    }

    /// What [`STARTER`] is to do.
    fn request(&self, body: &Json) -> Json {
        let Options { kfp_api, kfp_experiment, kfp_objects, namespace, .. } = self.scene.options;
        let pipeline = &self.scene.trigger.pipeline;
        let version = self.built.map(|built| built.version.as_str()).unwrap_or_default();
        json!({
            "api": kfp_api,
            "namespace": namespace.as_deref().unwrap_or_default(),
            "experiment": kfp_experiment.as_ref().unwrap_or(pipeline),
            "pipeline": pipeline,
            "version": if *kfp_objects { version } else { "" },
            // Another version of the pipeline is another request, and posted again.
            "built": version,
            "macros": schedule::MACROS,
            "body": body,
        })
    }

    /// The metadata of an object of at most `most` letters, applied in `wave`.
    fn metadata(&self, most: usize, wave: i8) -> Metadata {
        self.scene.numbered(most, wave, self.number)
    }

    /// The service account of the starter's pod.
    fn account(&self) -> String {
        format!("{}-starter", self.metadata(55, -1).name)
    }

    /// The config map with the starter and its request, under a name that hangs on both, and the access that it needs:
    /// the verbs that it uses on recurring runs (`jobs`) and on runs.
    fn files(&self, request: &Json, jobs: &[&'static str], runs: &[&'static str]) -> (String, Vec<Manifest>) {
        let content = format!("{request:#}\n");
        let base = self.metadata(54, 1);
        let name = format!("{}-{:08x}", base.name, digest::folded([STARTER, &content]));
        let files = ConfigMap {
            api_version: "v1",
            kind: "ConfigMap",
            metadata: Metadata { name: name.clone(), ..base },
            immutable: true,
            data: Map::from_iter([("starter.py".to_owned(), STARTER.to_owned()), ("request.json".to_owned(), content)]),
        };
        let mut manifests: Vec<Manifest> = Vec::new();
        if self.scene.options.rbac {
            let metadata = Metadata { name: self.account(), ..self.metadata(55, -1) };
            let objects = access(&metadata, rules(jobs, runs));
            manifests.extend(objects.map(|object| Box::new(object) as Manifest));
        }
        manifests.push(Box::new(files));
        (name, manifests)
    }

    /// A `Job` or `CronJob`.
    fn object(&self, kind: &str, name: String, spec: &Json) -> Manifest {
        let metadata = Metadata { name, ..self.metadata(54, 1) };
        Box::new(json!({ "apiVersion": "batch/v1", "kind": kind, "metadata": metadata, "spec": spec }))
    }
}

/// What the account may do of KFP, where KFP asks (in its multi-user mode).
fn rules(jobs: &[&'static str], runs: &[&'static str]) -> Vec<Rule> {
    let rule = |(resources, verbs): (&[&'static str], &[&'static str])| Rule {
        api_groups: vec!["pipelines.kubeflow.org"],
        resources: resources.to_vec(),
        verbs: verbs.to_vec(),
    };
    let wanted: [(&[&'static str], &[&'static str]); 4] = [
        (&["pipelines", "pipelines/versions"], &["get", "list"]),
        (&["experiments"], &["list", "create"]),
        (&["jobs"], jobs),
        (&["runs"], runs),
    ];
    wanted.into_iter().filter(|(_, verbs)| !verbs.is_empty()).map(rule).collect()
}

/// The pod that runs [`STARTER`] with its request, `code`. If it starts a run itself, `name` says of which variables the
/// run's name is made, and where they stand.
fn pod(options: &Options, account: &str, code: &str, name: &[(&str, &str)]) -> Json {
    let mut program =
        ["python3", "-I", "/mlc/starter/starter.py", "/mlc/starter/request.json"].map(str::to_owned).to_vec();
    let words: Vec<_> = name.iter().map(|(variable, _)| format!("$({variable})")).collect();
    if !words.is_empty() {
        program.push(words.join("-"));
    }
    let variable = |(variable, path): &(&str, &str)| json!({ "name": variable, "valueFrom": { "fieldRef": { "fieldPath": path } } });
    let env: Vec<_> = name.iter().map(variable).collect();
    let spec = json!({
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
            "command": program,
            "env": env,
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
    });
    json!({ "metadata": { "labels": { "sidecar.istio.io/inject": "false" } }, "spec": spec })
}
