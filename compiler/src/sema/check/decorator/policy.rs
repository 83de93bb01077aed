//! How tasks behave: names, retries, time, cache, roles, locks, lints.
//!
//! In: checked arguments. Out: the layer's policy, or the run's where a pipeline says it.

use smol_str::SmolStr;

use super::Fold;
use super::layer::Allow;
use crate::plan::policy::{ArgoOnly, Cache, Retry, Semaphore};
use crate::sema::check::argument::Given;
use crate::sema::decorators::Place;
use crate::sema::errors::decorators as errors;
use crate::sema::hir::Role;

/// Seconds of `max_backoff` where it is not said.
const MAX_BACKOFF: u64 = 3_600;

impl Fold<'_> {
    pub(super) fn policy(&mut self, name: &str) {
        match name {
            "name" => self.name(),
            "display" => self.display(),
            "retry" => self.retry(),
            "timeout" => self.timeout(),
            "cache" => self.cache(),
            "side_effects" => self.side_effects(),
            "ignore_upstream_failure" => self.layer.settings.policy.ignore_upstream_failure = true,
            "role" => self.layer.settings.role = self.bound.text("role").and_then(|word| role(&word)),
            "priority" | "mutex" | "semaphore" => self.lock(name),
            "argo" => self.argo(),
            "allow" => self.allow(),
            _ => {}
        }
    }

    fn name(&mut self) {
        let name = self.bound.text("name");
        if self.place == Place::Pipeline {
            self.layer.cluster_name = name;
        } else {
            self.layer.settings.name = name.map(SmolStr::from);
        }
    }

    fn display(&mut self) {
        let name = self.bound.text("name");
        if self.place == Place::Pipeline {
            self.layer.run.display = name;
        } else {
            self.layer.settings.policy.display = name;
        }
    }

    fn retry(&mut self) {
        let bound = self.bound;
        let Some(retries) = bound.count("retries") else { return };
        let backoff = bound.seconds("backoff").unwrap_or(0);
        let factor = bound.float("factor").unwrap_or(2.0);
        if !(1.0..=1000.0).contains(&factor) {
            let span = bound.place("factor");
            self.cx.report(errors::out_of_range("factor", &factor, &"a number from 1 to 1000", span));
        }
        let max_backoff = bound.seconds("max_backoff").unwrap_or_else(|| MAX_BACKOFF.max(backoff));
        if max_backoff < backoff {
            let (one, other) = (bound.place("max_backoff"), bound.place("backoff"));
            self.cx.report(errors::contradiction("a shorter `max_backoff`", one, "`backoff`", other));
        }
        let retry = Some(Retry { retries, backoff, factor, max_backoff });
        if self.place == Place::Pipeline {
            self.layer.run.retry = retry;
        } else {
            self.layer.settings.policy.retry = retry;
        }
    }

    fn timeout(&mut self) {
        let seconds = self.bound.seconds("duration");
        if seconds == Some(0) {
            let span = self.bound.place("duration");
            self.cx.report(errors::out_of_range("duration", &"0s", &"a duration from `1s`", span));
        }
        if self.place == Place::Pipeline {
            self.layer.run.timeout = seconds;
        } else {
            self.layer.settings.policy.timeout = seconds;
        }
    }

    fn cache(&mut self) {
        let bound = self.bound;
        let enabled = match bound.get("enabled") {
            None => true,
            Some(Given::Bool(enabled)) => *enabled,
            Some(_) => return,
        };
        if !enabled && bound.get("key").is_some() {
            self.cx.report(errors::needs_other("key", bound.place("key"), "a cache that is on"));
        }
        if let (true, Some(other)) = (enabled, self.layer.seen.get("side_effects")) {
            self.cx.report(errors::contradiction("`cache`", bound.span(), "`side_effects`", *other));
        }
        self.layer.settings.policy.cache = Some(Cache { enabled, key: bound.text("key") });
    }

    fn side_effects(&mut self) {
        let cached = self.layer.settings.policy.cache.as_ref().is_some_and(|cache| cache.enabled);
        if let (true, Some(other)) = (cached, self.layer.seen.get("cache")) {
            self.cx.report(errors::contradiction("`side_effects`", self.bound.span(), "`cache`", *other));
        }
        self.layer.settings.policy.cache = Some(Cache { enabled: false, key: None });
    }

    fn lock(&mut self, name: &str) {
        let bound = self.bound;
        let semaphore = || Some(Semaphore { config_map: bound.text("configmap")?, key: bound.text("key")? });
        let of_run = self.of_run();
        let (run, pod) = (&mut self.layer.run, &mut self.layer.settings.pod);
        match (name, of_run) {
            ("priority", true) => run.priority = bound.text("class"),
            ("priority", false) => pod.priority = bound.text("class"),
            ("mutex", true) => run.mutex = bound.text("name"),
            ("mutex", false) => pod.mutex = bound.text("name"),
            (_, true) => run.semaphore = semaphore(),
            (_, false) => pod.semaphore = semaphore(),
        }
    }

    fn argo(&mut self) {
        let bound = self.bound;
        let argo = ArgoOnly {
            parallelism: bound.count("parallelism"),
            pod_gc: bound.text("pod_gc"),
            pod_gc_delay: bound.seconds("pod_gc_delay"),
            mutex: bound.text("mutex"),
            priority: bound.text("priority"),
            service_account: bound.text("service_account"),
        };
        if bound.get("pod_gc_delay").is_some() && bound.get("pod_gc").is_none() {
            self.cx.report(errors::needs_other("pod_gc_delay", bound.place("pod_gc_delay"), "`pod_gc`"));
        }
        if self.of_run() {
            self.layer.run.argo = argo;
            return;
        }
        for name in ["parallelism", "pod_gc"].into_iter().filter(|name| bound.get(name).is_some()) {
            self.cx.report(errors::needs_other(name, bound.place(name), "a pipeline"));
        }
        self.layer.settings.pod.argo = argo;
    }

    fn allow(&mut self) {
        let (Some(lint), Some(reason)) = (self.bound.text("lint"), self.bound.text("reason")) else { return };
        let span = self.bound.place("lint");
        if self.once(&lint, span) {
            self.layer.allow.push(Allow { lint: SmolStr::from(lint), reason, span });
        }
    }
}

fn role(word: &str) -> Option<Role> {
    Some(match word {
        "validate" => Role::Validate,
        "train" => Role::Train,
        "evaluate" => Role::Evaluate,
        "register" => Role::Register,
        "promote" => Role::Promote,
        "deploy" => Role::Deploy,
        "notify" => Role::Notify,
        _ => return None,
    })
}
