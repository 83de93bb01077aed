//! What Python components are on every engine.
//!
//! In: a component's [`Python`]. Out: the packages it needs, and its lines as a function's body.

pub(super) mod indent;

use crate::plan::{Python, PythonCode};

/// What a notebook needs, where the component names no packages.
const NOTEBOOK_PACKAGES: [&str; 3] = ["nbclient>=0.10,<1", "ipykernel>=6,<7", "jupyter_client>=7,<9"];

/// KFP's own classes of artifacts, which are in scope in every function.
pub(super) const ARTIFACTS: [&str; 8] = [
    "Artifact",
    "ClassificationMetrics",
    "Dataset",
    "HTML",
    "Markdown",
    "Metrics",
    "Model",
    "SlicedClassificationMetrics",
];

/// The packages that are installed before a function is called.
pub(super) fn packages(python: &Python) -> Vec<&str> {
    if matches!(python.code, PythonCode::Notebook { .. }) && python.packages.is_empty() {
        return NOTEBOOK_PACKAGES.to_vec();
    }
    python.packages.iter().map(String::as_str).collect()
}
