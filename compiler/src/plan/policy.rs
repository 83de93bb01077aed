//! Settings of tasks, pods and runs: what decorators and modifiers come to once the nearest has won.
//!
//! In: made by `lower` out of sema's resolved decorators. Out: read by the emitters.
//! Generic over what a value is: `lower` turns sema's values into [`Source`]s.
//! Always holds: durations are whole seconds; quantities and images are as spelled; `None` means "the engine's own".

use indexmap::IndexMap;
use serde_json::Value as Json;
use smol_str::SmolStr;

use super::Source;

/// How one task behaves.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Policy {
    /// `display`: the name a person sees.
    pub display: Option<String>,
    /// `cache`
    pub cache: Option<Cache>,
    /// `retry`
    pub retry: Option<Retry>,
    /// `timeout`, per attempt, in seconds.
    pub timeout: Option<u64>,
    /// `ignore_upstream_failure`: starts when what it waits for has ended, however.
    pub ignore_upstream_failure: bool,
}

/// `cache(enabled, key)`
#[derive(Debug, Clone, PartialEq)]
pub struct Cache {
    /// Whether results may be reused.
    pub enabled: bool,
    /// A key to be used instead of the engine's own.
    pub key: Option<String>,
}

/// `retry(retries, backoff, factor, max_backoff)`
#[derive(Debug, Clone, PartialEq)]
pub struct Retry {
    /// Tries after the first.
    pub retries: u32,
    /// Seconds before the first of them; 0 if not said.
    pub backoff: u64,
    /// What the wait is multiplied by each time; 2 if not said.
    pub factor: f64,
    /// The longest wait in seconds; 3600 if not said.
    pub max_backoff: u64,
}

/// What a task's pod looks like.
#[derive(Debug, Clone, PartialEq)]
pub struct Pod<S = Source> {
    /// `image`
    pub image: Option<S>,
    /// `image_pull_policy`: `Always`, `IfNotPresent` or `Never`.
    pub image_pull_policy: Option<String>,
    /// `image_pull_secret`: names of secrets.
    pub image_pull_secrets: Vec<S>,
    /// `resources(cpu = …)`, a quantity.
    pub cpu: Option<S>,
    /// `resources(cpu_request = …)`
    pub cpu_request: Option<S>,
    /// `resources(memory = …)`
    pub memory: Option<S>,
    /// `resources(memory_request = …)`
    pub memory_request: Option<S>,
    /// `resources(gpu = …)` or `resources(accelerator, accelerator_count)`: the resource's name.
    pub accelerator: Option<S>,
    /// How many.
    pub accelerator_count: Option<S>,
    /// `env`, by variable.
    pub env: IndexMap<SmolStr, EnvValue<S>>,
    /// `mount`
    pub mounts: Vec<Mount<S>>,
    /// `node_selector(k = v)`
    pub node_selector: IndexMap<String, String>,
    /// `node_selector(json = value)`: all of it at run time.
    pub node_selector_json: Option<S>,
    /// `toleration`
    pub tolerations: Vec<Toleration<S>>,
    /// `node_affinity`
    pub node_affinity: Vec<NodeAffinity<S>>,
    /// `pod_affinity`
    pub pod_affinity: Vec<PodAffinity>,
    /// `labels`
    pub labels: IndexMap<String, String>,
    /// `annotations`
    pub annotations: IndexMap<String, String>,
    /// `service_account`
    pub service_account: Option<String>,
    /// `security`
    pub security: Security,
    /// `init_container`
    pub init_containers: Vec<InitContainer>,
    /// `shared_memory`
    pub shared_memory: Option<SharedMemory>,
    /// `priority`: a priority class.
    pub priority: Option<String>,
    /// `spot`
    pub spot: Option<Spot>,
    /// `mutex`
    pub mutex: Option<String>,
    /// `semaphore`
    pub semaphore: Option<Semaphore>,
    /// `task_config(…)`: what the component takes over by its `TaskConfig` input (KFP).
    pub task_config: Vec<TaskConfigField>,
    /// `argo(…)`
    pub argo: ArgoOnly,
}

impl<S> Default for Pod<S> {
    fn default() -> Self {
        Self {
            image: None,
            image_pull_policy: None,
            image_pull_secrets: Vec::new(),
            cpu: None,
            cpu_request: None,
            memory: None,
            memory_request: None,
            accelerator: None,
            accelerator_count: None,
            env: IndexMap::new(),
            mounts: Vec::new(),
            node_selector: IndexMap::new(),
            node_selector_json: None,
            tolerations: Vec::new(),
            node_affinity: Vec::new(),
            pod_affinity: Vec::new(),
            labels: IndexMap::new(),
            annotations: IndexMap::new(),
            service_account: None,
            security: Security::default(),
            init_containers: Vec::new(),
            shared_memory: None,
            priority: None,
            spot: None,
            mutex: None,
            semaphore: None,
            task_config: Vec::new(),
            argo: ArgoOnly::default(),
        }
    }
}

impl<S> Pod<S> {
    /// The same pod with each value turned by `f`, in a fixed order.
    pub fn map<T>(&self, f: &mut impl FnMut(&S) -> T) -> Pod<T> {
        Pod {
            image: self.image.as_ref().map(&mut *f),
            image_pull_policy: self.image_pull_policy.clone(),
            image_pull_secrets: self.image_pull_secrets.iter().map(&mut *f).collect(),
            cpu: self.cpu.as_ref().map(&mut *f),
            cpu_request: self.cpu_request.as_ref().map(&mut *f),
            memory: self.memory.as_ref().map(&mut *f),
            memory_request: self.memory_request.as_ref().map(&mut *f),
            accelerator: self.accelerator.as_ref().map(&mut *f),
            accelerator_count: self.accelerator_count.as_ref().map(&mut *f),
            env: self.env.iter().map(|(name, value)| (name.clone(), value.map(f))).collect(),
            mounts: self
                .mounts
                .iter()
                .map(|mount| Mount { path: mount.path.clone(), volume: mount.volume.map(f) })
                .collect(),
            node_selector: self.node_selector.clone(),
            node_selector_json: self.node_selector_json.as_ref().map(&mut *f),
            tolerations: self.tolerations.iter().map(|toleration| toleration.map(f)).collect(),
            node_affinity: self.node_affinity.iter().map(|affinity| affinity.map(f)).collect(),
            pod_affinity: self.pod_affinity.clone(),
            labels: self.labels.clone(),
            annotations: self.annotations.clone(),
            service_account: self.service_account.clone(),
            security: self.security.clone(),
            init_containers: self.init_containers.clone(),
            shared_memory: self.shared_memory.clone(),
            priority: self.priority.clone(),
            spot: self.spot.clone(),
            mutex: self.mutex.clone(),
            semaphore: self.semaphore.clone(),
            task_config: self.task_config.clone(),
            argo: self.argo.clone(),
        }
    }
}

impl<S> EnvValue<S> {
    fn map<T>(&self, f: &mut impl FnMut(&S) -> T) -> EnvValue<T> {
        match self {
            Self::Text(text) => EnvValue::Text(text.clone()),
            Self::Secret { name, key, optional } => {
                EnvValue::Secret { name: f(name), key: key.clone(), optional: *optional }
            }
            Self::ConfigMap { name, key, optional } => {
                EnvValue::ConfigMap { name: f(name), key: key.clone(), optional: *optional }
            }
            Self::Field(path) => EnvValue::Field(path.clone()),
        }
    }
}

impl<S> Volume<S> {
    fn map<T>(&self, f: &mut impl FnMut(&S) -> T) -> Volume<T> {
        match self {
            Self::Secret { name, optional } => Volume::Secret { name: f(name), optional: *optional },
            Self::ConfigMap { name, optional } => Volume::ConfigMap { name: f(name), optional: *optional },
            Self::Pvc { name, sub_path } => Volume::Pvc { name: f(name), sub_path: sub_path.clone() },
            Self::EmptyDir { name, medium, size_limit } => {
                Volume::EmptyDir { name: name.clone(), medium: medium.clone(), size_limit: size_limit.clone() }
            }
            Self::Ephemeral { name, access_modes, size, storage_class, labels, annotations } => Volume::Ephemeral {
                name: name.clone(),
                access_modes: access_modes.clone(),
                size: size.clone(),
                storage_class: storage_class.clone(),
                labels: labels.clone(),
                annotations: annotations.clone(),
            },
        }
    }
}

impl<S> Toleration<S> {
    fn map<T>(&self, f: &mut impl FnMut(&S) -> T) -> Toleration<T> {
        match self {
            Self::Json(value) => Toleration::Json(f(value)),
            Self::Fields { key, operator, value, effect, seconds } => Toleration::Fields {
                key: key.clone(),
                operator: operator.clone(),
                value: value.clone(),
                effect: effect.clone(),
                seconds: *seconds,
            },
        }
    }
}

impl<S> NodeAffinity<S> {
    fn map<T>(&self, f: &mut impl FnMut(&S) -> T) -> NodeAffinity<T> {
        match self {
            Self::Json(value) => NodeAffinity::Json(f(value)),
            Self::Fields { expressions, fields, weight } => {
                NodeAffinity::Fields { expressions: expressions.clone(), fields: fields.clone(), weight: *weight }
            }
        }
    }
}

/// What an environment variable is set to.
#[derive(Debug, Clone, PartialEq)]
pub enum EnvValue<S = Source> {
    /// Text.
    Text(String),
    /// `secret(name, key, optional)`
    Secret {
        /// The secret's name.
        name: S,
        /// Its key.
        key: String,
        /// Whether it may be missing; not said if `None`.
        optional: Option<bool>,
    },
    /// `configmap(name, key, optional)`
    ConfigMap {
        /// The config map's name.
        name: S,
        /// Its key.
        key: String,
        /// Whether it may be missing; not said if `None`.
        optional: Option<bool>,
    },
    /// `field("metadata.name")`: a field of the pod.
    Field(String),
}

/// `mount(path, …)`
#[derive(Debug, Clone, PartialEq)]
pub struct Mount<S = Source> {
    /// Where in the container.
    pub path: String,
    /// What.
    pub volume: Volume<S>,
}

/// What is mounted.
#[derive(Debug, Clone, PartialEq)]
pub enum Volume<S = Source> {
    /// A secret's keys as files.
    Secret {
        /// Its name.
        name: S,
        /// Whether it may be missing; not said if `None`.
        optional: Option<bool>,
    },
    /// A config map's keys as files.
    ConfigMap {
        /// Its name.
        name: S,
        /// Whether it may be missing; not said if `None`.
        optional: Option<bool>,
    },
    /// A persistent volume claim.
    Pvc {
        /// Its name.
        name: S,
        /// A path inside the volume; empty for its root.
        sub_path: String,
    },
    /// An empty directory that lives as long as the pod.
    EmptyDir {
        /// The volume's name.
        name: String,
        /// `Memory`, or the node's own if `None`.
        medium: Option<String>,
        /// A quantity.
        size_limit: Option<String>,
    },
    /// A claim that lives as long as the pod.
    Ephemeral {
        /// The volume's name.
        name: String,
        /// `ReadWriteOnce` …
        access_modes: Vec<String>,
        /// A quantity.
        size: String,
        /// A storage class; the cluster's default if `None`.
        storage_class: Option<String>,
        /// Labels of the claim.
        labels: IndexMap<String, String>,
        /// Annotations of the claim.
        annotations: IndexMap<String, String>,
    },
}

/// `toleration(…)`
#[derive(Debug, Clone, PartialEq)]
pub enum Toleration<S = Source> {
    /// Spelled out.
    Fields {
        /// The taint's key.
        key: Option<String>,
        /// `Equal` or `Exists`.
        operator: Option<String>,
        /// The taint's value.
        value: Option<String>,
        /// `NoExecute`, `NoSchedule` or `PreferNoSchedule`.
        effect: Option<String>,
        /// How long a `NoExecute` taint is tolerated.
        seconds: Option<u64>,
    },
    /// All of it at run time: a record or a list of them.
    Json(S),
}

/// One requirement of a selector.
#[derive(Debug, Clone, PartialEq)]
pub struct Requirement {
    /// The label.
    pub key: String,
    /// `In`, `NotIn`, `Exists`, `DoesNotExist`, `Gt` or `Lt`.
    pub operator: String,
    /// The values.
    pub values: Vec<String>,
}

/// `node_affinity(…)`
#[derive(Debug, Clone, PartialEq)]
pub enum NodeAffinity<S = Source> {
    /// Spelled out.
    Fields {
        /// On labels.
        expressions: Vec<Requirement>,
        /// On fields.
        fields: Vec<Requirement>,
        /// A preference of this weight; a requirement if `None`.
        weight: Option<u32>,
    },
    /// All of it at run time.
    Json(S),
}

/// `pod_affinity(…)`
#[derive(Debug, Clone, PartialEq)]
pub struct PodAffinity {
    /// On labels of pods.
    pub expressions: Vec<Requirement>,
    /// Labels of pods.
    pub labels: IndexMap<String, String>,
    /// The node label that makes a place.
    pub topology_key: String,
    /// Namespaces to look in.
    pub namespaces: Vec<String>,
    /// On labels of namespaces.
    pub namespace_expressions: Vec<Requirement>,
    /// Labels of namespaces.
    pub namespace_labels: IndexMap<String, String>,
    /// A preference of this weight; a requirement if `None`.
    pub weight: Option<u32>,
    /// Away from such pods instead of near them.
    pub anti: bool,
}

/// `security(…)`
#[derive(Debug, Clone, Default, PartialEq)]
pub struct Security {
    /// The user id.
    pub run_as_user: Option<i64>,
    /// The group id.
    pub run_as_group: Option<i64>,
    /// Refuse to start as root.
    pub run_as_non_root: Option<bool>,
}

/// `init_container(…)`
#[derive(Debug, Clone, PartialEq)]
pub struct InitContainer {
    /// Its name.
    pub name: String,
    /// Its image.
    pub image: String,
    /// Its entry point.
    pub command: Vec<String>,
    /// What follows.
    pub args: Vec<String>,
    /// Its environment.
    pub env: IndexMap<String, String>,
    /// Volumes by name and the paths they are mounted at.
    pub mounts: IndexMap<String, String>,
    /// `Always` makes it a sidecar.
    pub restart_policy: Option<String>,
    /// Requested resources.
    pub requests: IndexMap<String, String>,
    /// Limits of resources.
    pub limits: IndexMap<String, String>,
}

/// `shared_memory(…)`
#[derive(Debug, Clone, PartialEq)]
pub struct SharedMemory {
    /// The volume's name.
    pub volume: String,
    /// A quantity; the node's own bound if empty.
    pub size: String,
}

/// `spot(mode, retries)`
#[derive(Debug, Clone, PartialEq)]
pub struct Spot {
    /// Whether only such nodes will do.
    pub required: bool,
    /// Tries after a preemption.
    pub retries: Option<u32>,
}

/// `semaphore(configmap, key)`
#[derive(Debug, Clone, PartialEq)]
pub struct Semaphore {
    /// The config map that holds the limit.
    pub config_map: String,
    /// Its key.
    pub key: String,
}

/// `task_config("resources", apply = true)`: KFP's `taskConfigPassthroughs`.
#[derive(Debug, Clone, PartialEq)]
pub struct TaskConfigField {
    /// `RESOURCES`, `ENV`, `KUBERNETES_AFFINITY`, …
    pub field: String,
    /// Whether it is applied to the task, too.
    pub apply_to_task: bool,
}

/// Settings of a whole run.
#[derive(Debug, Clone, Default, PartialEq)]
pub struct RunConfig {
    /// `display`
    pub display: Option<String>,
    /// What the source says of it.
    pub description: Option<String>,
    /// `pipeline_root`
    pub pipeline_root: Option<String>,
    /// `ttl(completion, success, failure)`, in seconds.
    pub ttl: Ttl,
    /// `workspace`
    pub workspace: Option<Workspace>,
    /// `timeout` of the run, in seconds.
    pub timeout: Option<u64>,
    /// `parallelism`: how many pods at once.
    pub parallelism: Option<u32>,
    /// `service_account`
    pub service_account: Option<String>,
    /// `priority`
    pub priority: Option<String>,
    /// `mutex`
    pub mutex: Option<String>,
    /// `semaphore`
    pub semaphore: Option<Semaphore>,
    /// `labels` of the run itself.
    pub labels: IndexMap<String, String>,
    /// `annotations` of the run itself.
    pub annotations: IndexMap<String, String>,
    /// `retry` of the run.
    pub retry: Option<Retry>,
    /// `kfp(optional_flag = false)`: defaults of inputs are written without `isOptional` (what SDKs before 2.0 wrote).
    pub without_optional_flag: bool,
    /// `argo(…)`
    pub argo: ArgoOnly,
}

/// `argo(…)`: settings of a run or a task that other targets lack and leave out.
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct ArgoOnly {
    /// How many pods at once; of a run only.
    pub parallelism: Option<u32>,
    /// When pods are deleted, in Argo's word; of a run only.
    pub pod_gc: Option<String>,
    /// Seconds until then.
    pub pod_gc_delay: Option<u64>,
    /// A lock by this name.
    pub mutex: Option<String>,
    /// A priority class.
    pub priority: Option<String>,
    /// A service account.
    pub service_account: Option<String>,
}

/// `ttl(…)`
#[derive(Debug, Clone, Default, PartialEq, Eq)]
pub struct Ttl {
    /// Seconds after any end.
    pub completion: Option<u64>,
    /// Seconds after success.
    pub success: Option<u64>,
    /// Seconds after failure.
    pub failure: Option<u64>,
}

/// `workspace(size, storage_class, access_modes)`
#[derive(Debug, Clone, PartialEq)]
pub struct Workspace {
    /// A quantity.
    pub size: String,
    /// The claim's own fields: `accessModes`, `storageClassName` …
    pub claim: IndexMap<String, Json>,
}
