//! Triggers on Argo: a `CronWorkflow` for each schedule.
//!
//! In: triggers. Out: objects of the cluster, in the order in which they are to be applied.
//! Always holds: an object's name hangs on its pipeline's and its trigger's alone; what a run gets are wire texts.

mod cron;

use super::schema::{Map, Metadata};
use crate::emit::names::bounded;
use crate::emit::reports::Reports;
use crate::emit::{Options, yaml};
use crate::plan::trigger::{EventKind, Trigger};
use crate::source::SourceMap;

/// An object as it is written.
pub(super) type Manifest = Box<dyn yaml::Document>;

/// The objects that start runs of a pipeline.
pub(super) fn objects(
    triggers: &[Trigger],
    options: &Options,
    sources: &SourceMap,
    reports: &mut Reports<'_>,
) -> Vec<Manifest> {
    let mut manifests: Vec<Manifest> = Vec::new();
    for trigger in triggers {
        let scene = Scene { trigger, options, sources };
        for event in &trigger.events {
            if let EventKind::Schedule(schedule) = &event.kind {
                manifests.push(Box::new(cron::workflow(&scene, schedule, event.span, reports)));
            }
        }
    }
    manifests
}

/// A trigger, and what it is built for.
struct Scene<'a> {
    trigger: &'a Trigger,
    options: &'a Options,
    sources: &'a SourceMap,
}

impl Scene<'_> {
    /// The metadata of an object of at most `most` letters, applied in `wave`.
    fn metadata(&self, most: usize, wave: i8) -> Metadata {
        let Trigger { name, pipeline, description, span, .. } = self.trigger;
        let labels = [("app.kubernetes.io/managed-by", "mlc"), ("app.kubernetes.io/part-of", pipeline.as_str())];
        let mut annotations = Map::from_iter([
            ("mlc/source".to_owned(), self.sources.place(*span)),
            ("argocd.argoproj.io/sync-wave".to_owned(), wave.to_string()),
        ]);
        if let Some(description) = description {
            annotations.insert("workflows.argoproj.io/description".to_owned(), super::calm(description));
        }
        Metadata {
            name: bounded(&format!("{pipeline}-{name}"), most),
            namespace: self.options.namespace.clone(),
            labels: labels.map(|(key, value)| (key.to_owned(), value.to_owned())).into_iter().collect(),
            annotations,
        }
    }
}
