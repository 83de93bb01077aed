//! Triggers on Argo: a `CronWorkflow` for each schedule, and for other events what listens and starts a `Workflow`.
//!
//! In: triggers. Out: objects of the cluster, in the order in which they are to be applied.
//! Always holds: an object's name hangs on its pipeline's and its trigger's alone; what a run gets are wire texts.

mod cron;
mod events;
mod values;

use crate::emit::events::{check, has_events};
use crate::emit::reports::Reports;
use crate::emit::scene::{Manifest, Scene};
use crate::emit::{Options, TriggerState, prometheus};
use crate::plan::trigger::{EventKind, Trigger};
use crate::source::SourceMap;

/// The objects that start runs of a pipeline.
pub(super) fn objects(
    triggers: &[Trigger],
    options: &Options,
    sources: &SourceMap,
    reports: &mut Reports<'_>,
) -> Vec<Manifest> {
    let mut manifests: Vec<Manifest> = Vec::new();
    if options.triggers == TriggerState::Off {
        return manifests;
    }
    prometheus::check(triggers, options, reports);
    for trigger in triggers {
        let scene = Scene { trigger, options, sources };
        let mut number = 1;
        for event in &trigger.events {
            if let EventKind::Schedule(schedule) = &event.kind {
                manifests.push(Box::new(cron::workflow(&scene, schedule, number, event.span, reports)));
                number += 1;
            }
        }
        check(trigger, reports);
        if has_events(trigger) {
            manifests.extend(events::objects(&scene, reports));
        }
        manifests.extend(prometheus::objects(&scene));
    }
    manifests
}
