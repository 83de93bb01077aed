//! Alerts: the rules that raise them, and the routes that bring them to what starts runs.
//!
//! In: triggers. Out: objects of the Prometheus operator, or files of Prometheus and Alertmanager.
//! Always holds: every alert is a group of its own, so that one notification tells of one event; nobody is told that an
//! alert is over; what stands in labels is text, never a template.

mod files;
mod objects;
mod routes;
mod rules;

pub(in crate::emit) use files::files;
pub(in crate::emit) use objects::objects;

use super::Options;
use super::reports::Reports;
use super::scene::Scene;
use super::{TriggerState, errors};
use crate::plan::trigger::{Alert, EventKind, Trigger};

/// Letters of an object's name.
const NAME: usize = 63;

/// A trigger that hears of alerts.
struct Hearer<'a> {
    scene: &'a Scene<'a>,
    alerts: Vec<&'a Alert>,
    /// Where the runs start, and what hears of alerts stands.
    namespace: &'a str,
}

impl<'a> Hearer<'a> {
    /// `None` where the trigger hears of no alert, or nobody said where.
    fn new(scene: &'a Scene<'a>) -> Option<Self> {
        let alerts: Vec<_> = alerts(scene.trigger).map(|(alert, _)| alert).collect();
        let namespace = scene.options.namespace.as_deref()?;
        (!alerts.is_empty()).then_some(Self { scene, alerts, namespace })
    }

    /// The name of its group, its routes and their receivers.
    fn name(&self) -> String {
        self.scene.metadata(NAME, 1).name
    }
}

/// The alerts that a trigger hears of, and where they are asked for.
fn alerts(trigger: &Trigger) -> impl Iterator<Item = (&Alert, crate::source::Span)> {
    trigger.events.iter().filter_map(|event| match &event.kind {
        EventKind::Alert(alert) => Some((alert, event.span)),
        _ => None,
    })
}

/// Reports that alerts find no way to what hears of them; once, as one setting cures all.
pub(in crate::emit) fn check(triggers: &[Trigger], options: &Options, reports: &mut Reports<'_>) {
    let first = triggers.iter().flat_map(alerts).next();
    if let Some((_, span)) = first.filter(|_| options.namespace.is_none() && options.triggers != TriggerState::Off) {
        reports.add(errors::alert_without_namespace(span));
    }
}

/// A duration as Prometheus writes it, in the largest unit of which it is whole.
fn duration(seconds: u64) -> String {
    let units = [(3600, 'h'), (60, 'm')];
    let whole = units.iter().find(|(unit, _)| seconds > 0 && seconds.is_multiple_of(*unit));
    whole.map_or_else(|| format!("{seconds}s"), |(unit, letter)| format!("{}{letter}", seconds / unit))
}
