//! What Argo knows of a run, by its variables.
//!
//! In: a field of the run. Out: the variable that holds it.

use crate::plan::RunField;

/// The global variable that holds `field`; `None` where only a pod's own template can tell, or nothing can.
pub(super) fn variable(field: RunField) -> Option<&'static str> {
    match field {
        RunField::Id => Some("workflow.uid"),
        RunField::Name | RunField::ResourceName => Some("workflow.name"),
        RunField::CreatedAt => Some("workflow.creationTimestamp.RFC3339"),
        RunField::ScheduledAt => Some("workflow.scheduledTime"),
        RunField::Root | RunField::TaskId | RunField::TaskName | RunField::Url => None,
    }
}

/// The input by which a template gets `field` for what it hands out.
pub(super) fn input(field: RunField) -> Option<String> {
    variable(field).map(|variable| variable.replace('.', "-"))
}

/// The same for a pod's own template.
pub(super) fn pod_variable(field: RunField) -> Option<&'static str> {
    match field {
        RunField::TaskId => Some("pod.name"),
        RunField::TaskName => Some("node.name"),
        _ => variable(field),
    }
}
