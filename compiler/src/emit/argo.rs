//! Argo Workflows: one `WorkflowTemplate` a pipeline, and the config map that holds the code of its Python components.
//!
//! In: a plan, and where its parts stand in the sources. Out: one document, a stream of objects ready to be applied.
//! Always holds: code is never put together from values; every value travels as a wire text; every container runs
//! without privileges.

mod approval;
mod bundle;
mod code;
mod conditions;
mod dags;
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
mod tasks;
mod translate;
mod triggers;
mod volumes;
mod wire;
mod words;

use super::{Document, Options, yaml};
use crate::diag::{Diagnostic, Severity};
use crate::emit::reports::Reports;
use crate::plan::Plan;
use crate::plan::trigger::Trigger;
use crate::source::SourceMap;

/// Where the run's workspace is mounted.
const WORKSPACE: &str = "/mlc/workspace";

/// Builds `plan` and what starts it for Argo.
pub(super) fn emit(
    plan: &Plan,
    triggers: &[Trigger],
    options: &Options,
    sources: &SourceMap,
) -> (Vec<Document>, Vec<Diagnostic>) {
    let (objects, mut diagnostics) = translate::translate(plan, options, sources);
    let mut reports = Reports::new(options);
    let starters = triggers::objects(triggers, options, sources, &mut reports);
    diagnostics.extend(reports.into_diagnostics());
    let objects = objects.iter().map(|object| object as &dyn yaml::Document);
    let all: Vec<_> = objects.chain(starters.iter().map(AsRef::as_ref)).collect();
    written(&plan.name, "argo.yaml", &all, diagnostics)
}

/// Builds triggers of a pipeline that is built elsewhere.
pub(super) fn emit_triggers(
    pipeline: &str,
    triggers: &[Trigger],
    options: &Options,
    sources: &SourceMap,
) -> (Vec<Document>, Vec<Diagnostic>) {
    let mut reports = Reports::new(options);
    let starters = triggers::objects(triggers, options, sources, &mut reports);
    let all: Vec<_> = starters.iter().map(AsRef::as_ref).collect();
    written(pipeline, "argo.triggers.yaml", &all, reports.into_diagnostics())
}

fn written(
    name: &str,
    suffix: &'static str,
    objects: &[&dyn yaml::Document],
    diagnostics: Vec<Diagnostic>,
) -> (Vec<Document>, Vec<Diagnostic>) {
    if objects.is_empty() || diagnostics.iter().any(|diagnostic| diagnostic.severity == Severity::Error) {
        return (Vec::new(), diagnostics);
    }
    let mut text = String::new();
    let written = yaml::stream(objects, &mut text);
    debug_assert!(written.is_ok(), "the YAML writer refused an object");
    (vec![Document { name: name.to_owned(), suffix, companion: false, text }], diagnostics)
}

/// The parameter that brings the metadata of the artifact in `port`.
fn metadata(port: &str) -> String {
    format!("{port}--metadata")
}
