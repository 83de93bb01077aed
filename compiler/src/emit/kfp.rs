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
mod stored;
mod tasks;
#[cfg(test)]
mod tests;
mod texts;
mod translate;
mod triggers;
mod values;
#[cfg(any(test, debug_assertions))]
mod verify;

use super::names::bounded;
use super::reports::Reports;
use super::scene::Manifest;
use super::{Document, Emitted, Options, digest, prometheus, yaml};
use crate::plan::Plan;
use crate::plan::trigger::Trigger;
use crate::source::SourceMap;

/// Builds `plan` and what starts it for KFP.
pub(super) fn emit<'a>(
    plan: &'a Plan,
    triggers: &[Trigger],
    options: &'a Options,
    sources: &'a SourceMap,
    reports: Reports<'a>,
) -> Emitted {
    let (spec, platform, mut reports) = translate::translate(plan, options, sources, reports);
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
    let built = Built { version: format!("{}-{:08x}", bounded(&plan.name, 54), digest::folded([text.as_str()])) };
    let starters = starters(&plan.name, triggers, Some(&built), options, sources, &mut reports);
    let stored = options.kfp_objects.then(|| {
        let objects = stored::objects(plan, &built, &spec, platform.as_ref(), options);
        companion(&plan.name, "kfp.pipeline.yaml", &objects)
    });
    let own = Document { name: plan.name.clone(), suffix: "kfp.yaml", companion: false, manifest: false, text };
    let alerts = prometheus::files(&plan.name, triggers, options, sources);
    reports.emitted([own].into_iter().chain(stored).chain(starters).chain(alerts).collect())
}

/// What is known of a pipeline that is built here.
struct Built {
    /// The name of this version of it, as an object of the cluster.
    version: String,
}

/// Builds triggers of the pipeline called `pipeline`, which is built elsewhere.
pub(super) fn emit_triggers(
    pipeline: &str,
    triggers: &[Trigger],
    options: &Options,
    sources: &SourceMap,
    mut reports: Reports<'_>,
) -> Emitted {
    let starters = starters(pipeline, triggers, None, options, sources, &mut reports);
    let alerts = prometheus::files(pipeline, triggers, options, sources);
    reports.emitted(starters.into_iter().chain(alerts).collect())
}

fn starters(
    pipeline: &str,
    triggers: &[Trigger],
    built: Option<&Built>,
    options: &Options,
    sources: &SourceMap,
    reports: &mut Reports<'_>,
) -> Option<Document> {
    let objects = triggers::objects(triggers, built, options, sources, reports);
    (!objects.is_empty()).then(|| companion(pipeline, "kfp.triggers.yaml", &objects))
}

/// A file of objects that goes with the pipeline's own.
fn companion(pipeline: &str, suffix: &'static str, objects: &[Manifest]) -> Document {
    let objects: Vec<&dyn yaml::Document> = objects.iter().map(AsRef::as_ref).collect();
    let mut text = String::new();
    let written = yaml::stream(&objects, &mut text);
    debug_assert!(written.is_ok(), "the YAML writer refused an object");
    Document { name: pipeline.to_owned(), suffix, companion: true, manifest: true, text }
}
