//! Settings of tasks and runs: retries, time-outs, caches, locks, clean-up.
//!
//! In: a [`Policy`] or a [`RunConfig`]. Out: the fields of a template or of the workflow.
//! Always holds: durations are in seconds; a wait between tries is written only with a bound on the tries, without
//! which Argo would not wait.

use super::expression::member;
use super::schema::{
    Backoff, Cache, KeyRef, Memoize, Metadata, Mutex, PodGc, RetryStrategy, Semaphore, Synchronization, Template,
    TtlStrategy, VolumeClaim, VolumeClaimGc, WorkflowSpec,
};
use super::translate::Translator;
use crate::emit::{capabilities, errors};
use crate::plan::policy::{self, RunConfig};
use crate::plan::{Callee, Pod, Policy, Task};

/// The longest that a cached result counts: Argo asks for a bound.
const MAX_AGE: &str = "8760h";

/// Whether the last try's pod was taken away: an error to Argo, or ended by a signal.
const PREEMPTED: &str = "lastRetry.status == 'Error' || asInt(lastRetry.exitCode) in [137, 143]";

impl Translator<'_> {
    /// Puts `task`'s policy into its template.
    pub(super) fn policy(&mut self, template: &mut Template, task: &Task) {
        let Policy { timeout, cache, retry, .. } = &task.policy;
        template.active_deadline_seconds = timeout.map(|seconds| seconds.to_string());
        template.retry_strategy = self.retry(retry.as_ref(), &task.pod, task);
        if let Some(cache) = cache.as_ref().filter(|cache| cache.enabled) {
            template.memoize = Some(self.memoize(template, cache, task));
        }
    }

    fn retry(&mut self, retry: Option<&policy::Retry>, pod: &Pod, task: &Task) -> Option<RetryStrategy> {
        let spot = pod.spot.as_ref().and_then(|spot| spot.retries).unwrap_or(0);
        let Some(retry) = retry else {
            return (spot > 0).then(|| RetryStrategy {
                limit: Some(spot.to_string()),
                retry_policy: Some("Always".to_owned()),
                expression: Some(PREEMPTED.to_owned()),
                backoff: None,
            });
        };
        if retry.factor.fract() != 0.0 {
            self.report(errors::backoff_factor(retry.factor, task.span));
        }
        let capped = self.has(&capabilities::RETRY_CAP);
        let backoff = (retry.backoff > 0).then(|| Backoff {
            duration: retry.backoff.to_string(),
            factor: Some(format!("{:.0}", retry.factor)),
            cap: capped.then(|| format!("{}s", retry.max_backoff)),
        });
        Some(RetryStrategy {
            limit: Some((retry.retries + spot).to_string()),
            retry_policy: Some("Always".to_owned()),
            // The tries that `spot` adds are for what a preemption has ended.
            expression: (spot > 0).then(|| format!("asInt(retries) < {} || {PREEMPTED}", retry.retries)),
            backoff,
        })
    }

    /// The key holds all that the result hangs on: what is run, and each value that it gets.
    fn memoize(&mut self, template: &Template, cache: &policy::Cache, task: &Task) -> Memoize {
        if let Some(artifact) = template.inputs.artifacts.iter().find(|artifact| artifact.raw.is_none())
            && self.options.artifact_root.is_none()
            && cache.key.is_none()
        {
            let report = errors::unsound_cache(&artifact.name, task.span);
            self.refuse(&capabilities::CACHE, report);
        }
        let work = match task.callee {
            Callee::Component(id) => format!("{:?}", self.plan.component(id).implementation),
            Callee::Dag(_) => String::new(),
        };
        let look = work + &serde_json::to_string(template).unwrap_or_default();
        let mut values = vec![super::expression::text(&format!("{:016x}", crate::emit::digest::digest(&look)))];
        match &cache.key {
            Some(key) => values.push(super::expression::text(key)),
            None => values.extend(
                template
                    .inputs
                    .parameters
                    .iter()
                    .map(|parameter| format!("inputs.parameters{}", member(&parameter.name))),
            ),
        }
        Memoize {
            key: format!("{{{{=sprig.sha256sum(toJson([{}]))}}}}", values.join(", ")),
            max_age: MAX_AGE.to_owned(),
            cache: Cache { config_map: KeyRef { name: format!("{}-cache", self.plan.name), ..KeyRef::default() } },
        }
    }
}

/// Locks of a task or a run.
pub(super) fn locks(mutex: Option<&String>, semaphore: Option<&policy::Semaphore>) -> Option<Synchronization> {
    let mutexes = mutex.map(|name| Mutex { name: name.clone() });
    let semaphores = semaphore.map(|semaphore| Semaphore {
        config_map_key_ref: KeyRef { name: semaphore.config_map.clone(), key: semaphore.key.clone(), optional: None },
    });
    let made = Synchronization { mutexes: mutexes.into_iter().collect(), semaphores: semaphores.into_iter().collect() };
    (made != Synchronization::default()).then_some(made)
}

/// Settings of the whole run.
pub(super) fn run(config: &RunConfig, spec: &mut WorkflowSpec) {
    let argo = &config.argo;
    spec.service_account_name = config.service_account.clone().or_else(|| argo.service_account.clone());
    spec.active_deadline_seconds = config.timeout;
    spec.parallelism = config.parallelism.or(argo.parallelism);
    spec.pod_priority_class_name = config.priority.clone().or_else(|| argo.priority.clone());
    spec.synchronization = locks(config.mutex.as_ref().or(argo.mutex.as_ref()), config.semaphore.as_ref());
    let ttl = TtlStrategy {
        seconds_after_completion: config.ttl.completion,
        seconds_after_success: config.ttl.success,
        seconds_after_failure: config.ttl.failure,
    };
    spec.ttl_strategy = (ttl != TtlStrategy::default()).then_some(ttl);
    spec.pod_gc = argo.pod_gc.as_ref().map(|gc| PodGc {
        strategy: gc.clone(),
        delete_delay_duration: argo.pod_gc_delay.map(|seconds| format!("{seconds}s")),
    });
    let metadata = Metadata {
        labels: config.labels.clone(),
        annotations: config
            .annotations
            .iter()
            .map(|(key, value)| (key.clone(), crate::emit::text::calm(value)))
            .collect(),
        ..Metadata::default()
    };
    spec.workflow_metadata = (metadata != Metadata::default()).then_some(metadata);
    if let Some(workspace) = &config.workspace {
        let mut claim = workspace.claim.clone();
        claim.entry("accessModes".to_owned()).or_insert_with(|| serde_json::json!(["ReadWriteOnce"]));
        claim.insert("resources".to_owned(), serde_json::json!({ "requests": { "storage": workspace.size } }));
        let metadata = Metadata { name: "workspace".to_owned(), ..Metadata::default() };
        spec.volume_claim_templates = vec![VolumeClaim { metadata, spec: claim }];
        spec.volume_claim_gc = Some(VolumeClaimGc { strategy: "OnWorkflowCompletion".to_owned() });
    }
}
