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
mod triggers;
mod volumes;
mod wire;
mod words;

use super::reports::Reports;
use super::{Document, Emitted, Options, prometheus, yaml};
use crate::plan::Plan;
use crate::plan::trigger::Trigger;
use crate::source::SourceMap;

/// Where the run's workspace is mounted.
const WORKSPACE: &str = "/mlc/workspace";

/// Builds `plan` and what starts it for Argo.
pub(super) fn emit<'a>(
    plan: &'a Plan,
    triggers: &[Trigger],
    options: &'a Options,
    sources: &'a SourceMap,
    reports: Reports<'a>,
) -> Emitted {
    let (objects, mut reports) = translate::translate(plan, options, sources, reports);
    let starters = triggers::objects(triggers, options, sources, &mut reports);
    let objects = objects.iter().map(|object| object as &dyn yaml::Document);
    let all: Vec<_> = objects.chain(starters.iter().map(AsRef::as_ref)).collect();
    let alerts = prometheus::files(&plan.name, triggers, options, sources);
    written(&plan.name, "argo.yaml", &all, alerts, reports)
}

/// Builds triggers of a pipeline that is built elsewhere.
pub(super) fn emit_triggers(
    pipeline: &str,
    triggers: &[Trigger],
    options: &Options,
    sources: &SourceMap,
    mut reports: Reports<'_>,
) -> Emitted {
    let starters = triggers::objects(triggers, options, sources, &mut reports);
    let all: Vec<_> = starters.iter().map(AsRef::as_ref).collect();
    let alerts = prometheus::files(pipeline, triggers, options, sources);
    written(pipeline, "argo.triggers.yaml", &all, alerts, reports)
}

fn written(
    name: &str,
    suffix: &'static str,
    objects: &[&dyn yaml::Document],
    others: Vec<Document>,
    reports: Reports<'_>,
) -> Emitted {
    if reports.failed() {
        return reports.emitted(Vec::new());
    }
    let mut text = String::new();
    let written = yaml::stream(objects, &mut text);
    debug_assert!(written.is_ok(), "the YAML writer refused an object");
    let main = (!objects.is_empty()).then(|| Document {
        name: name.to_owned(),
        suffix,
        companion: false,
        manifest: true,
        text,
    });
    reports.emitted(main.into_iter().chain(others).collect())
}

/// The parameter that brings the metadata of the artifact in `port`.
fn metadata(port: &str) -> String {
    format!("{port}--metadata")
}
