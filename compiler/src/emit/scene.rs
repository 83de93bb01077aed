//! What the objects of a trigger share, whatever the engine: their names, labels and annotations.
//!
//! In: a trigger. Out: metadata.
//! Always holds: a name hangs on the pipeline's and the trigger's names alone.

use super::kubernetes::{Map, Metadata};
use super::names::bounded;
use super::text::calm;
use super::{Options, TriggerState, yaml};
use crate::plan::trigger::Trigger;
use crate::source::SourceMap;

/// An object as it is written.
pub(super) type Manifest = Box<dyn yaml::Document>;

/// A trigger, and what it is built for.
pub(super) struct Scene<'a> {
    pub(super) trigger: &'a Trigger,
    pub(super) options: &'a Options,
    pub(super) sources: &'a SourceMap,
}

impl Scene<'_> {
    /// Whether it starts runs, or waits until somebody turns it on.
    pub(super) fn starts(&self) -> bool {
        self.trigger.enabled && self.options.triggers == TriggerState::On
    }

    /// The metadata of what starts it in its way of that number; the first has the trigger's own name.
    pub(super) fn numbered(&self, most: usize, wave: i8, number: usize) -> Metadata {
        let Trigger { name, pipeline, .. } = self.trigger;
        let name = match number {
            1 => format!("{pipeline}-{name}"),
            number => format!("{pipeline}-{name}-part-{number}"),
        };
        Metadata { name: bounded(&name, most), ..self.metadata(most, wave) }
    }

    /// The metadata of an object of at most `most` letters, applied in `wave`.
    pub(super) fn metadata(&self, most: usize, wave: i8) -> Metadata {
        let Trigger { name, pipeline, description, span, .. } = self.trigger;
        let labels = [("app.kubernetes.io/managed-by", "mlc"), ("app.kubernetes.io/part-of", pipeline.as_str())];
        let mut annotations = Map::from_iter([
            ("mlc/source".to_owned(), self.sources.place(*span)),
            ("argocd.argoproj.io/sync-wave".to_owned(), wave.to_string()),
        ]);
        if let Some(description) = description {
            annotations.insert("workflows.argoproj.io/description".to_owned(), calm(description));
        }
        Metadata {
            name: bounded(&format!("{pipeline}-{name}"), most),
            namespace: self.options.namespace.clone(),
            labels: labels.map(|(key, value)| (key.to_owned(), value.to_owned())).into_iter().collect(),
            annotations,
        }
    }
}
