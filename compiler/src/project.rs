//! The project: what `mlc.toml` says.
//!
//! In: the path of an `mlc.toml` and a loader. Out: a [`Project`], with what it `extends` laid under it.
//! Always holds: every key was known and every value had its type, or a report says where not; a decorator of the file is
//! checked where it is used, like one in a source.

mod decorators;
mod errors;
mod read;
mod toml;

use indexmap::IndexMap;
use serde_json::Value as Json;

use crate::diag::Diagnostic;
use crate::modules::{self, Loader, path};
use crate::source::{SourceMap, Span};
use crate::syntax::ast::Decorator;

/// How many files may extend each other in a row.
const MAX_EXTENDS: usize = 16;

/// What `mlc.toml` says, and what it extends.
#[derive(Debug, Clone, Default)]
pub struct Project {
    /// `[project] name`
    pub name: Option<String>,
    /// `[project] owner`
    pub owner: Option<String>,
    /// `[project] namespace`: where no profile names another.
    pub namespace: Option<String>,
    /// `[defaults]`: the nearest last.
    pub defaults: Vec<Decorator>,
    /// `[profile.NAME]`
    pub profiles: IndexMap<String, Profile>,
    /// `[argo]`
    pub argo: Argo,
    /// `[kfp]`
    pub kfp: Kfp,
    /// `[prometheus]`
    pub prometheus: Prometheus,
    /// `[lints]`
    pub lints: Lints,
}

/// `[profile.NAME]`: one environment.
#[derive(Debug, Clone, Default)]
pub struct Profile {
    /// The Kubernetes namespace.
    pub namespace: Option<String>,
    /// `defaults` and `service_account`: the nearest last.
    pub defaults: Vec<Decorator>,
    /// `const`: values for constants, with their places.
    pub consts: IndexMap<String, (Json, Span)>,
    /// `env."std.mlflow"`: for the components of a module, an `@env(…)`.
    pub env: IndexMap<String, Decorator>,
    /// `secrets`
    pub secrets: Option<SecretProvider>,
    /// What becomes of triggers: `on`, `suspended` or `off`.
    pub triggers: Option<&'static str>,
}

/// Where secrets come from.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum SecretProvider {
    /// Kubernetes secrets that somebody made.
    Kubernetes,
    /// The External Secrets operator.
    ExternalSecrets,
    /// The secrets store CSI driver.
    Csi,
}

/// `[argo]`
#[derive(Debug, Clone, Default)]
pub struct Argo {
    /// Where artifacts go: `s3://bucket/path`.
    pub artifact_root: Option<String>,
    /// Whose spot machines are meant: `eks`, `karpenter`, `gke` or `aks`.
    pub spot_provider: Option<&'static str>,
    /// `rbac`: whether service accounts and roles are made too (`emit`) or are there (`reference`).
    pub rbac: Option<bool>,
}

/// `[kfp]`
#[derive(Debug, Clone, Default)]
pub struct Kfp {
    /// The image of the small tasks that the compiler makes itself.
    pub helper_image: Option<String>,
    /// Whether pipelines are kept as objects of the cluster: `store = "kubernetes"`, else `"database"`.
    pub objects: Option<bool>,
    /// Where the API server is.
    pub api: Option<String>,
    /// The experiment of triggered runs; that of the pipeline's name if `None`.
    pub experiment: Option<String>,
    /// The zone by which schedules go, as the cluster is configured; UTC if `None`.
    pub timezone: Option<String>,
    /// The image of what asks KFP for runs.
    pub starter_image: Option<String>,
    /// What runs Python components: `kfp` or `mlc`.
    pub executor: Option<&'static str>,
}

/// `[prometheus]`
#[derive(Debug, Clone, Default)]
pub struct Prometheus {
    /// Whether rules are objects of the Prometheus `operator` or plain `files`.
    pub kind: Option<&'static str>,
    /// Labels by which the operator finds the objects: `release = "kube-prometheus-stack"`.
    pub labels: IndexMap<String, String>,
    /// The secret whose key `token` Alertmanager sends, and callers must.
    pub secret: Option<String>,
}

/// `[lints]`
#[derive(Debug, Clone, Default)]
pub struct Lints {
    /// `preset`
    pub preset: Option<Preset>,
    /// Levels of single lints.
    pub levels: IndexMap<String, Level>,
}

/// A set of levels.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Preset {
    /// Mistakes only.
    Recommended,
    /// All of MLOps practice.
    Production,
}

/// What a lint does.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Level {
    /// Nothing.
    Allow,
    /// A warning.
    Warn,
    /// An error.
    Deny,
    /// An error that no source may allow.
    Forbid,
}

/// Reads the project at `file` and what it extends.
pub fn load(file: &str, sources: &mut SourceMap, loader: &dyn Loader) -> (Project, Vec<Diagnostic>) {
    let mut layers = Vec::new();
    let mut reports = Vec::new();
    let mut seen = vec![path::normal(file)];
    let mut place = None;
    while let Some(current) = seen.last().cloned() {
        let text = match modules::read(&current, place, sources, loader) {
            Ok(text) => text,
            Err(report) => {
                reports.push(report);
                break;
            }
        };
        let id = sources.add(current.clone(), text);
        let (layer, mut found) = read::layer(id, sources.get(id).map_or("", |source| &source.text));
        reports.append(&mut found);
        layers.push(layer.project);
        let Some((written, span)) = layer.extends else { break };
        let next = path::join(&current, &written);
        if seen.contains(&next) || seen.len() > MAX_EXTENDS {
            reports.push(errors::extends_circle(&next, span));
            break;
        }
        seen.push(next);
        place = Some(span);
    }
    let merged = layers.into_iter().rev().reduce(Project::under).unwrap_or_default();
    (merged, reports)
}

/// Whether a namespace of Kubernetes may be called so.
pub fn is_namespace(text: &str) -> bool {
    read::is_label(text)
}

/// One file's share.
struct Layer {
    project: Project,
    extends: Option<(String, Span)>,
}

impl Project {
    /// What a call with that profile means for constants and decorators: the profile's, over the project's.
    pub fn profile(&self, name: &str) -> Result<&Profile, Diagnostic> {
        self.profiles.get(name).ok_or_else(|| {
            let known: Vec<&str> = self.profiles.keys().map(String::as_str).collect();
            errors::unknown_profile(name, &known)
        })
    }

    /// This one with a nearer one laid over it.
    fn under(mut self, near: Self) -> Self {
        self.defaults.extend(near.defaults);
        for (name, profile) in near.profiles {
            let merged = self.profiles.swap_remove(&name).unwrap_or_default().under(profile);
            self.profiles.insert(name, merged);
        }
        self.lints.levels.extend(near.lints.levels);
        Self {
            name: near.name.or(self.name),
            owner: near.owner.or(self.owner),
            namespace: near.namespace.or(self.namespace),
            argo: Argo {
                artifact_root: near.argo.artifact_root.or(self.argo.artifact_root),
                spot_provider: near.argo.spot_provider.or(self.argo.spot_provider),
                rbac: near.argo.rbac.or(self.argo.rbac),
            },
            kfp: Kfp {
                helper_image: near.kfp.helper_image.or(self.kfp.helper_image),
                objects: near.kfp.objects.or(self.kfp.objects),
                api: near.kfp.api.or(self.kfp.api),
                experiment: near.kfp.experiment.or(self.kfp.experiment),
                timezone: near.kfp.timezone.or(self.kfp.timezone),
                starter_image: near.kfp.starter_image.or(self.kfp.starter_image),
                executor: near.kfp.executor.or(self.kfp.executor),
            },
            prometheus: Prometheus {
                kind: near.prometheus.kind.or(self.prometheus.kind),
                labels: self.prometheus.labels.into_iter().chain(near.prometheus.labels).collect(),
                secret: near.prometheus.secret.or(self.prometheus.secret),
            },
            lints: Lints { preset: near.lints.preset.or(self.lints.preset), levels: self.lints.levels },
            defaults: self.defaults,
            profiles: self.profiles,
        }
    }
}

impl Profile {
    fn under(mut self, near: Self) -> Self {
        self.defaults.extend(near.defaults);
        self.consts.extend(near.consts);
        self.env.extend(near.env);
        Self {
            namespace: near.namespace.or(self.namespace),
            secrets: near.secrets.or(self.secrets),
            triggers: near.triggers.or(self.triggers),
            defaults: self.defaults,
            consts: self.consts,
            env: self.env,
        }
    }
}
