//! Layers: what the decorators of one place say, and how a nearer place is laid over a farther one.
//!
//! In: [`super::apply`] fills a layer. Out: [`layered`] settings.
//! Always holds: `env labels annotations node_selector` merge by key; `mount toleration node_affinity pod_affinity
//! init_container image_pull_secret task_config requires_env` add up (a mount at the same path replaces); every other
//! decorator replaces what the farther place said by it, with all its arguments.

use indexmap::IndexMap;
use smol_str::SmolStr;

use crate::plan::trigger::Concurrency;
use crate::plan::{self, Pod, RunConfig};
use crate::sema::hir::{PythonSettings, Settings, Value};
use crate::source::Span;

/// What the decorators of one declaration, file, task or trigger come to.
#[derive(Debug, Clone, Default)]
pub(crate) struct Layer {
    /// What they say of pods and policies of tasks.
    pub settings: Settings,
    /// What they say of a run; filled at a pipeline and by the project's defaults.
    pub run: RunConfig,
    /// `name` of a pipeline: its name on the cluster.
    pub cluster_name: Option<String>,
    /// What they say of a trigger.
    pub trigger: TriggerSettings,
    /// `allow(lint, reason)`
    pub allow: Vec<Allow>,
    /// Decorators that stand here already, and where.
    pub seen: IndexMap<SmolStr, Span>,
    /// Keys that merging decorators have set already: `(decorator, key)`.
    pub keys: IndexMap<(SmolStr, SmolStr), Span>,
}

/// `allow(lint, reason)`
#[derive(Debug, Clone, PartialEq, Eq)]
pub(crate) struct Allow {
    /// The lint's name as written.
    pub lint: SmolStr,
    /// Why it may be so here.
    pub reason: String,
    /// The lint's name in the source.
    pub span: Span,
}

/// `cooldown`, `concurrency` and `enabled`: each `None` where not said.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub(crate) struct TriggerSettings {
    /// In seconds.
    pub cooldown: Option<u64>,
    /// Whether runs may overlap.
    pub concurrency: Option<Concurrency>,
    /// Whether it fires at all.
    pub enabled: Option<bool>,
}

/// `over`, the nearer place, laid over `under`.
pub(crate) fn layered(under: &Settings, over: &Settings) -> Settings {
    Settings {
        pod: pod(&under.pod, &over.pod),
        policy: policy(&under.policy, &over.policy),
        name: nearest(under.name.as_ref(), over.name.as_ref()),
        role: over.role.or(under.role),
        python: python(&under.python, &over.python),
        requires_env: union(&under.requires_env, &over.requires_env),
    }
}

/// A run's settings with the project's defaults under them.
pub(crate) fn layered_run(under: &RunConfig, over: &RunConfig) -> RunConfig {
    RunConfig {
        display: nearest(under.display.as_ref(), over.display.as_ref()),
        description: nearest(under.description.as_ref(), over.description.as_ref()),
        pipeline_root: nearest(under.pipeline_root.as_ref(), over.pipeline_root.as_ref()),
        ttl: if over.ttl == plan::policy::Ttl::default() { under.ttl.clone() } else { over.ttl.clone() },
        workspace: nearest(under.workspace.as_ref(), over.workspace.as_ref()),
        timeout: over.timeout.or(under.timeout),
        parallelism: over.parallelism.or(under.parallelism),
        service_account: nearest(under.service_account.as_ref(), over.service_account.as_ref()),
        priority: nearest(under.priority.as_ref(), over.priority.as_ref()),
        mutex: nearest(under.mutex.as_ref(), over.mutex.as_ref()),
        semaphore: nearest(under.semaphore.as_ref(), over.semaphore.as_ref()),
        labels: by_key(&under.labels, &over.labels),
        annotations: by_key(&under.annotations, &over.annotations),
        retry: nearest(under.retry.as_ref(), over.retry.as_ref()),
        without_optional_flag: over.without_optional_flag || under.without_optional_flag,
        argo: unless_default(&under.argo, &over.argo),
    }
}

fn pod(under: &Pod<Value>, over: &Pod<Value>) -> Pod<Value> {
    let resources = if says_resources(over) { over } else { under };
    let selector_from_json = over.node_selector_json.is_some();
    Pod {
        image: nearest(under.image.as_ref(), over.image.as_ref()),
        image_pull_policy: nearest(under.image_pull_policy.as_ref(), over.image_pull_policy.as_ref()),
        image_pull_secrets: both(&under.image_pull_secrets, &over.image_pull_secrets),
        cpu: resources.cpu.clone(),
        cpu_request: resources.cpu_request.clone(),
        memory: resources.memory.clone(),
        memory_request: resources.memory_request.clone(),
        accelerator: resources.accelerator.clone(),
        accelerator_count: resources.accelerator_count.clone(),
        env: by_key(&under.env, &over.env),
        mounts: mounts(under, over),
        node_selector: if selector_from_json {
            IndexMap::new()
        } else {
            by_key(&under.node_selector, &over.node_selector)
        },
        node_selector_json: if over.node_selector.is_empty() {
            nearest(under.node_selector_json.as_ref(), over.node_selector_json.as_ref())
        } else {
            None
        },
        tolerations: both(&under.tolerations, &over.tolerations),
        node_affinity: both(&under.node_affinity, &over.node_affinity),
        pod_affinity: both(&under.pod_affinity, &over.pod_affinity),
        labels: by_key(&under.labels, &over.labels),
        annotations: by_key(&under.annotations, &over.annotations),
        service_account: nearest(under.service_account.as_ref(), over.service_account.as_ref()),
        security: unless_default(&under.security, &over.security),
        init_containers: both(&under.init_containers, &over.init_containers),
        shared_memory: nearest(under.shared_memory.as_ref(), over.shared_memory.as_ref()),
        priority: nearest(under.priority.as_ref(), over.priority.as_ref()),
        spot: nearest(under.spot.as_ref(), over.spot.as_ref()),
        mutex: nearest(under.mutex.as_ref(), over.mutex.as_ref()),
        semaphore: nearest(under.semaphore.as_ref(), over.semaphore.as_ref()),
        task_config: both(&under.task_config, &over.task_config),
        argo: unless_default(&under.argo, &over.argo),
    }
}

fn policy(under: &plan::Policy, over: &plan::Policy) -> plan::Policy {
    plan::Policy {
        display: nearest(under.display.as_ref(), over.display.as_ref()),
        cache: nearest(under.cache.as_ref(), over.cache.as_ref()),
        retry: nearest(under.retry.as_ref(), over.retry.as_ref()),
        timeout: over.timeout.or(under.timeout),
        ignore_upstream_failure: over.ignore_upstream_failure || under.ignore_upstream_failure,
    }
}

fn python(under: &PythonSettings, over: &PythonSettings) -> PythonSettings {
    let index = if over.pip_index.is_some() { over } else { under };
    let says_interpreter = over.executable.is_some()
        || over.use_venv.is_some()
        || over.install_kfp.is_some()
        || over.kfp_version.is_some();
    let interpreter = if says_interpreter { over } else { under };
    PythonSettings {
        packages: nearest(under.packages.as_ref(), over.packages.as_ref()),
        pip_index: index.pip_index.clone(),
        pip_trusted_hosts: index.pip_trusted_hosts.clone(),
        executable: interpreter.executable.clone(),
        use_venv: interpreter.use_venv,
        install_kfp: interpreter.install_kfp,
        kfp_version: interpreter.kfp_version.clone(),
    }
}

fn says_resources(pod: &Pod<Value>) -> bool {
    [&pod.cpu, &pod.cpu_request, &pod.memory, &pod.memory_request, &pod.accelerator, &pod.accelerator_count]
        .into_iter()
        .any(Option::is_some)
}

fn mounts(under: &Pod<Value>, over: &Pod<Value>) -> Vec<plan::policy::Mount<Value>> {
    let replaced = |path: &str| over.mounts.iter().any(|mount| mount.path == path);
    under.mounts.iter().filter(|mount| !replaced(&mount.path)).chain(&over.mounts).cloned().collect()
}

fn nearest<T: Clone>(under: Option<&T>, over: Option<&T>) -> Option<T> {
    over.or(under).cloned()
}

fn unless_default<T: Clone + Default + PartialEq>(under: &T, over: &T) -> T {
    if *over == T::default() { under.clone() } else { over.clone() }
}

fn both<T: Clone>(under: &[T], over: &[T]) -> Vec<T> {
    under.iter().chain(over).cloned().collect()
}

fn union(under: &[SmolStr], over: &[SmolStr]) -> Vec<SmolStr> {
    let new = over.iter().filter(|name| !under.contains(name));
    under.iter().chain(new).cloned().collect()
}

fn by_key<K: Clone + Eq + std::hash::Hash, V: Clone>(under: &IndexMap<K, V>, over: &IndexMap<K, V>) -> IndexMap<K, V> {
    under.iter().chain(over).map(|(key, value)| (key.clone(), value.clone())).collect()
}
