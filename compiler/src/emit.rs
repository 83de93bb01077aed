//! Emission: what an engine is handed.
//!
//! In: a [`Plan`] and [`Options`]. Out: [`Document`]s to be written to files, and what the target can't do as diagnostics.
//! Always holds: the same plan and options give the same bytes; where a diagnostic is an error, nothing may be written.

mod argo;
pub mod capabilities;
mod dates;
mod digest;
mod errors;
mod events;
mod kfp;
mod kubernetes;
mod names;
mod prometheus;
mod python;
mod reports;
mod scene;
mod text;
mod uses;
mod yaml;

use std::fmt;

pub use capabilities::{CAPABILITIES, Capability, Support};

use indexmap::IndexMap;

use crate::diag::Diagnostic;
use crate::plan::Plan;
use crate::plan::trigger::Trigger;
use crate::source::SourceMap;
use reports::Reports;

/// An engine that pipelines are built for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Target {
    /// Kubeflow Pipelines, the v2 intermediate representation.
    Kfp,
    /// Argo Workflows.
    Argo,
}

impl Target {
    /// Every target, in the order in which they are listed to people.
    pub const ALL: &'static [Self] = &[Self::Kfp, Self::Argo];

    /// Its name on the command line and in file names.
    pub fn name(self) -> &'static str {
        match self {
            Self::Kfp => "kfp",
            Self::Argo => "argo",
        }
    }

    /// The engine's name in messages.
    pub fn engine(self) -> &'static str {
        match self {
            Self::Kfp => "KFP",
            Self::Argo => "Argo",
        }
    }

    /// Its oldest release that can be built for.
    pub fn oldest(self) -> Version {
        match self {
            Self::Kfp => Version { major: 2, minor: 0 },
            Self::Argo => Version { major: 3, minor: 6 },
        }
    }

    /// The target of that name.
    pub fn find(name: &str) -> Option<Self> {
        Self::ALL.iter().copied().find(|target| target.name() == name)
    }
}

impl fmt::Display for Target {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(self.name())
    }
}

/// An engine's release, as far as its abilities hang on it: `2.4`.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct Version {
    /// Before the dot.
    pub major: u16,
    /// Behind it.
    pub minor: u16,
}

impl Version {
    /// `2.4` or `2.4.1`, of which the last number counts for nothing; `None` if it is no version.
    pub fn parse(text: &str) -> Option<Self> {
        let mut parts = text.split('.').map(str::parse::<u16>);
        let (major, minor) = (parts.next()?.ok()?, parts.next()?.ok()?);
        (parts.next().is_none_or(|patch| patch.is_ok()) && parts.next().is_none()).then_some(Self { major, minor })
    }
}

impl fmt::Display for Version {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        write!(f, "{}.{}", self.major, self.minor)
    }
}

/// Whose machines `spot` means: it decides on node labels and taints.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub enum SpotProvider {
    /// Google Kubernetes Engine.
    Gke,
    /// Amazon's managed node groups.
    Eks,
    /// Azure Kubernetes Service.
    Aks,
    /// Karpenter, wherever it runs.
    Karpenter,
}

impl SpotProvider {
    /// The provider of that name in `mlc.toml`.
    pub fn find(name: &str) -> Option<Self> {
        match name {
            "gke" => Some(Self::Gke),
            "eks" => Some(Self::Eks),
            "aks" => Some(Self::Aks),
            "karpenter" => Some(Self::Karpenter),
            _ => None,
        }
    }

    /// The node label that marks such machines, and its value.
    pub fn label(self) -> (&'static str, &'static str) {
        match self {
            Self::Gke => ("cloud.google.com/gke-spot", "true"),
            Self::Eks => ("eks.amazonaws.com/capacityType", "SPOT"),
            Self::Aks => ("kubernetes.azure.com/scalesetpriority", "spot"),
            Self::Karpenter => ("karpenter.sh/capacity-type", "spot"),
        }
    }
}

/// What runs the function of a Python component on KFP.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Executor {
    /// The `kfp` package's, which a task installs at its start.
    #[default]
    Kfp,
    /// mlc's own, which the IR brings.
    Mlc,
}

impl Executor {
    /// Every executor, by its name in `mlc.toml` and on the command line.
    pub const NAMES: [&str; 2] = ["kfp", "mlc"];

    /// The executor of that name.
    pub fn find(name: &str) -> Option<Self> {
        match name {
            "kfp" => Some(Self::Kfp),
            "mlc" => Some(Self::Mlc),
            _ => None,
        }
    }
}

/// What to build for, and the settings of the project that bear on it.
#[derive(Debug, Clone)]
pub struct Options {
    /// The engine.
    pub target: Target,
    /// Its oldest release that has to run the result; the newest known if `None`.
    pub version: Option<Version>,
    /// The image of the small tasks that only hand a value on: a POSIX shell with `cp`, `mkdir` and `printf`.
    pub helper_image: String,
    /// What runs Python components on KFP.
    pub executor: Executor,
    /// What `spot` stands for; without it `spot` is an error.
    pub spot_provider: Option<SpotProvider>,
    /// Where Argo keeps artifacts: `s3://bucket/prefix` or `gs://bucket/prefix`; the cluster's own repository if `None`.
    pub artifact_root: Option<String>,
    /// The namespace of what is built for Argo; that of whoever applies it if `None`.
    pub namespace: Option<String>,
    /// Whose the project is, as alerts tell.
    pub owner: Option<String>,
    /// Whether service accounts and roles are made too; else they are there, by the same names.
    pub rbac: bool,
    /// What becomes of triggers.
    pub triggers: TriggerState,
    /// How rules are handed to Prometheus.
    pub rules: RuleKind,
    /// Labels by which the Prometheus operator finds the objects.
    pub rule_labels: IndexMap<String, String>,
    /// The secret whose key `token` Alertmanager sends to what listens for alerts.
    pub alert_secret: String,
    /// Where KFP's API server is.
    pub kfp_api: String,
    /// Whether KFP keeps pipelines as objects of the cluster, which are built, too.
    pub kfp_objects: bool,
    /// The experiment that triggered runs belong to; that of the pipeline's name if `None`.
    pub kfp_experiment: Option<String>,
    /// The time zone by which KFP's scheduled-workflow controller goes.
    pub kfp_timezone: String,
    /// The image of what asks KFP for runs: Python 3.9 or later.
    pub starter_image: String,
}

/// What becomes of triggers.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum TriggerState {
    /// They start runs.
    #[default]
    On,
    /// They are there and start nothing until somebody turns them on.
    Suspended,
    /// They are left out.
    Off,
}

impl TriggerState {
    /// The state of that name in `mlc.toml`.
    pub fn find(name: &str) -> Option<Self> {
        match name {
            "on" => Some(Self::On),
            "suspended" => Some(Self::Suspended),
            "off" => Some(Self::Off),
            _ => None,
        }
    }
}

/// How rules and routes are handed to Prometheus and Alertmanager.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub enum RuleKind {
    /// As objects of the Prometheus operator.
    #[default]
    Operator,
    /// As files of theirs.
    Files,
}

impl RuleKind {
    /// The kind of that name in `mlc.toml`.
    pub fn find(name: &str) -> Option<Self> {
        match name {
            "operator" => Some(Self::Operator),
            "files" => Some(Self::Files),
            _ => None,
        }
    }
}

impl Options {
    /// The image used where the project names none.
    pub const HELPER_IMAGE: &'static str = "busybox:1.37.0";

    /// The image of what asks KFP for runs where the project names none.
    pub const STARTER_IMAGE: &'static str = "python:3.12.8-slim-bookworm";

    /// The API server in the namespace of a plain installation.
    pub const KFP_API: &'static str = "http://ml-pipeline.kubeflow.svc.cluster.local:8888";

    /// The secret of alerts where the project names none.
    pub const ALERT_SECRET: &'static str = "mlc-alerts";

    /// The defaults for `target`.
    pub fn new(target: Target) -> Self {
        Self {
            target,
            version: None,
            helper_image: Self::HELPER_IMAGE.to_owned(),
            executor: Executor::default(),
            spot_provider: None,
            artifact_root: None,
            namespace: None,
            owner: None,
            rbac: true,
            triggers: TriggerState::On,
            rules: RuleKind::Operator,
            rule_labels: IndexMap::new(),
            alert_secret: Self::ALERT_SECRET.to_owned(),
            kfp_api: Self::KFP_API.to_owned(),
            kfp_objects: false,
            kfp_experiment: None,
            kfp_timezone: "UTC".to_owned(),
            starter_image: Self::STARTER_IMAGE.to_owned(),
        }
    }
}

/// One file's worth of output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The pipeline's name on the cluster.
    pub name: String,
    /// What a default file name has behind the pipeline's name: `kfp.yaml`, `kfp.triggers.yaml`.
    pub suffix: &'static str,
    /// Whether it only goes with the pipeline's own document.
    pub companion: bool,
    /// Whether it holds objects for the cluster, as `kubectl apply` takes them.
    pub manifest: bool,
    /// The text, ending in a newline.
    pub text: String,
}

/// What became of one plan for one target.
#[derive(Debug, Clone, PartialEq)]
pub struct Emitted {
    /// What to write; nothing where something is wrong.
    pub documents: Vec<Document>,
    /// What the target can't do.
    pub diagnostics: Vec<Diagnostic>,
    /// Rows of the capability table that the plan asks for, in the order in which they were met.
    pub uses: Vec<Use>,
}

/// A row of the capability table that was asked for.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash)]
pub struct Use {
    /// [`Capability::construct`].
    pub construct: &'static str,
    /// Whether a diagnostic says that it can't be had here.
    pub refused: bool,
}

/// Builds `plan` and the `triggers` that start it, which were made from `sources`, for `options.target`.
pub fn emit(plan: &Plan, triggers: &[Trigger], options: &Options, sources: &SourceMap) -> Emitted {
    let mut reports = Reports::new(options);
    uses::ask(plan, &mut reports);
    match options.target {
        Target::Kfp => kfp::emit(plan, triggers, options, sources, reports),
        Target::Argo => argo::emit(plan, triggers, options, sources, reports),
    }
}

/// Builds triggers of the pipeline called `pipeline`, which itself is built elsewhere.
pub fn emit_triggers(pipeline: &str, triggers: &[Trigger], options: &Options, sources: &SourceMap) -> Emitted {
    let reports = Reports::new(options);
    match options.target {
        Target::Kfp => kfp::emit_triggers(pipeline, triggers, options, sources, reports),
        Target::Argo => argo::emit_triggers(pipeline, triggers, options, sources, reports),
    }
}

/// The same document as JSON; `None` where it is a stream of several documents, which JSON has no form for.
pub fn json(document: &Document) -> Option<String> {
    let mut text = serde_json::to_string_pretty(&yaml::read(&document.text)?).ok()?;
    text.push('\n');
    Some(text)
}

#[cfg(test)]
mod tests {
    use super::Version;

    #[test]
    fn versions_have_two_numbers_or_three() {
        assert_eq!(Version::parse("2.4"), Some(Version { major: 2, minor: 4 }));
        assert_eq!(Version::parse("2.14.3"), Some(Version { major: 2, minor: 14 }));
        for text in ["2", "2.x", "2.4.y", "2.4.1.0", ""] {
            assert_eq!(Version::parse(text), None, "{text:?}");
        }
    }
}
