//! Argo Workflows: one `WorkflowTemplate` a pipeline, or several where it is too large for one, and the config map that holds the code of its Python components.
//!
//! In: a plan, and where its parts stand in the sources. Out: one document, a stream of objects ready to be applied.
//! Always holds: code is never put together from values; every value travels as a wire text; every container runs
//! without privileges.

mod approval;
mod bundle;
mod code;
mod conditions;
mod dags;
mod entry;
mod expression;
mod importer;
mod leaves;
mod limits;
mod lists;
mod loops;
mod pods;
mod policies;
mod run;
mod scheduling;
#[expect(clippy::struct_field_names, reason = "the names are the target's")]
mod schema;
mod sources;
mod split;
mod tasks;
mod translate;
mod volumes;
mod wire;
mod words;

use super::reports::Reports;
use super::{Document, Emitted, Options, yaml};
use crate::plan::Plan;
use crate::source::SourceMap;

/// Where the run's workspace is mounted.
const WORKSPACE: &str = "/mlc/workspace";

/// Builds `plan` for Argo.
pub(super) fn emit(plan: &Plan, options: &Options, sources: &SourceMap, reports: Reports<'_>) -> Emitted {
    let (objects, reports) = translate::translate(plan, options, sources, reports);
    if reports.failed() {
        return reports.emitted(Vec::new());
    }
    let documents: Vec<&dyn yaml::Document> = objects.iter().map(|object| object as &dyn yaml::Document).collect();
    let mut text = String::new();
    let written = yaml::stream(&documents, &mut text);
    debug_assert!(written.is_ok(), "the YAML writer refused an object");
    reports.emitted(vec![Document { name: plan.name.clone(), suffix: "argo.yaml", text }])
}

/// A text for people, without the braces that Argo would look into.
fn calm(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        if matches!(letter, '{' | '}') && out.ends_with(letter) {
            out.push(' ');
        }
        out.push(letter);
    }
    out
}

/// The parameter that brings the metadata of the artifact in `port`.
fn metadata(port: &str) -> String {
    format!("{port}--metadata")
}
