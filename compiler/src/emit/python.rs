//! What Python components are on every engine.
//!
//! In: a component's [`Python`]. Out: the packages it needs, its lines as a function's body, and what mlc's executor is
//! told of it.

pub(super) mod indent;
pub(super) mod specification;

use crate::plan::{Python, PythonCode};
use crate::source::SourceMap;

/// The program that runs a Python component.
pub(super) const EXECUTOR: &str = include_str!("../../runtime/executor.py");

/// Where code stands.
#[derive(Debug, Clone, Copy)]
pub(super) struct Place<'a> {
    /// The source's name, as tracebacks show it.
    pub(super) file: &'a str,
    /// The line that the code's first one is, counted from 1; of a body that of the fence's opening.
    pub(super) line: u32,
}

impl<'a> Place<'a> {
    /// Where the code of `python` stands.
    pub(super) fn of(python: &Python, sources: &'a SourceMap) -> Self {
        let file = sources.get(python.place.file);
        let line = file.map_or(1, |file| file.line_column(python.place.start).0);
        Self { file: file.map_or("", |file| file.path.as_str()), line: u32::try_from(line).unwrap_or(1) }
    }
}

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
