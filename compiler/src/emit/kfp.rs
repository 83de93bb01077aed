//! Kubeflow Pipelines: the v2 intermediate representation, and the platform spec for Kubernetes where one is needed.
//!
//! In: a plan. Out: one document, its text one or two YAML documents long, with the comment that KFP's SDK puts above.
//! Always holds: the text loads with `kfp.components.load_component_from_text`; every reference in it resolves.

mod channels;
mod conditions;
mod dags;
mod foreign;
mod header;
mod identity;
mod leaves;
mod limits;
mod loops;
mod placeholders;
mod platform;
mod pods;
mod ports;
mod python;
mod schema;
mod tasks;
#[cfg(test)]
mod tests;
mod texts;
mod translate;
mod values;
#[cfg(any(test, debug_assertions))]
mod verify;

use super::reports::Reports;
use super::{Document, Emitted, Options, yaml};
use crate::plan::Plan;
use crate::source::SourceMap;

/// Builds `plan` for KFP.
pub(super) fn emit(plan: &Plan, options: &Options, sources: &SourceMap, reports: Reports<'_>) -> Emitted {
    let (spec, platform, reports) = translate::translate(plan, options, sources, reports);
    if reports.failed() {
        return reports.emitted(Vec::new());
    }
    #[cfg(debug_assertions)]
    debug_assert_eq!(verify::dangling(&spec, platform.as_ref()), Vec::<String>::new());
    let mut text = header::header(&spec, plan.config.description.as_deref());
    // A task is about a kilobyte: room at once is cheaper than room again and again.
    text.reserve((spec.components.len() + plan.dags.iter().map(|dag| dag.tasks.len()).sum::<usize>()) * 640);
    let written = match &platform {
        Some(platform) => yaml::stream(&[&spec, platform], &mut text),
        None => yaml::stream(&[&spec], &mut text),
    };
    debug_assert!(written.is_ok(), "the YAML writer refused a spec");
    reports.emitted(vec![Document { name: plan.name.clone(), suffix: "kfp.yaml", text }])
}
