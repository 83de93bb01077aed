//! Emission: what an engine is handed.
//!
//! In: a [`Plan`] and [`Options`]. Out: [`Document`]s to be written to files, and what the target can't do as diagnostics.
//! Always holds: the same plan and options give the same bytes; where a diagnostic is an error, nothing may be written.

mod argo;
pub mod capabilities;
mod errors;
mod kfp;
mod names;
mod python;
mod reports;
mod text;
mod uses;
mod yaml;

use std::fmt;

pub use capabilities::{CAPABILITIES, Capability, Support};

use crate::diag::Diagnostic;
use crate::plan::Plan;
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
}

impl Options {
    /// The image used where the project names none.
    pub const HELPER_IMAGE: &'static str = "busybox:1.37.0";

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
        }
    }
}

/// One file's worth of output.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Document {
    /// The pipeline's name on the cluster.
    pub name: String,
    /// What a default file name has behind the pipeline's name: `kfp.yaml`.
    pub suffix: &'static str,
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

/// Builds `plan`, which was made from `sources`, for `options.target`.
pub fn emit(plan: &Plan, options: &Options, sources: &SourceMap) -> Emitted {
    let mut reports = Reports::new(options);
    uses::ask(plan, &mut reports);
    match options.target {
        Target::Kfp => kfp::emit(plan, options, sources, reports),
        Target::Argo => argo::emit(plan, options, sources, reports),
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
