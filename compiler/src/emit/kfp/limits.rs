//! What KFP lacks: settings and orders that its back end has no place for.
//!
//! In: settings of the run, of a pod, and what a task waits for. Out: diagnostics.
//! Always holds: nothing that the plan asks for is left out of the spec without a word.

use serde_json::Value as Json;

use super::dags::DagBuilder;
use super::translate::Translator;
use super::values::Draft;
use crate::emit::{Target, capabilities, errors};
use crate::plan::{Callee, Implementation, ParamType, Pod, Shape, Source, Task, TaskId, TextPiece};
use crate::source::Span;

impl Translator<'_> {
    /// Reports what a pod can't have.
    pub(super) fn check_pod(&mut self, pod: &Pod, span: Span) {
        if !pod.pod_affinity.is_empty() {
            let instead = "use `node_selector`, `node_affinity` or `toleration`, which it applies";
            let row = &capabilities::POD_AFFINITY;
            self.refuse(row, errors::left_out(row, instead, span));
        }
        if pod.spot.is_some() && self.options.spot_provider.is_none() {
            self.refuse(&capabilities::SPOT, errors::spot_provider(span));
        }
    }
}

impl DagBuilder<'_, '_> {
    /// Reports waiting for a task that KFP starts as a hook.
    pub(super) fn check_followers(&mut self, task: &Task, draft: &Draft) {
        for id in &draft.waits {
            let Some(upstream) = self.dag.tasks.get(id.0 as usize) else { continue };
            if self.hooked.contains(id) {
                let report = errors::after_hook(task.span, upstream.span);
                self.t.refuse(&capabilities::AFTER_IGNORED, report);
            }
        }
    }

    /// Reports what exit work of `upstream` reads or waits for beside it.
    pub(super) fn check_finally(&mut self, upstream: TaskId, draft: &Draft) {
        for id in draft.waits.iter().filter(|id| **id != upstream) {
            let producer = self.span_of(*id).unwrap_or(draft.span);
            let report = errors::finally_uses(Target::Kfp, draft.span, producer);
            self.t.refuse(&capabilities::FINALLY_USES_TASKS, report);
        }
        if !draft.waits_added.is_empty() {
            self.t.report(errors::finally_makes(draft.span));
        }
    }

    /// Reports inputs of a task with `ignore_upstream_failure` that are fed from the task that may have failed. The
    /// back end's driver finds no output there, makes the empty text of that for an input that is text, and stops the
    /// run for any other; of a sub-pipeline it may not even find the task that was to make it.
    pub(super) fn check_fed(&mut self, task: &Task, upstream: TaskId, producer: &Task) {
        for (name, source) in task.arguments.iter().filter(|(_, source)| reads(source, upstream)) {
            let Some(port) = self.t.sides(task).inputs.get(name) else { continue };
            let text = port.shape == Shape::Parameter(ParamType::String) && matches!(source, Source::Output(..));
            if !text || matches!(producer.callee, Callee::Dag(_)) {
                self.t.report(errors::value_of_failed(name, task.span, producer.span));
            } else if port.default.as_ref().and_then(Json::as_str) != Some("") {
                self.t.report(errors::text_of_failed(name, task.span, producer.span));
            }
        }
    }

    /// Whether the back end can start a hook when `task` ends.
    pub(super) fn takes_hook(&self, task: &Task) -> bool {
        let leaf = match task.callee {
            Callee::Dag(_) => true,
            Callee::Component(id) => matches!(
                self.t.plan.component(id).implementation,
                Implementation::Python(_) | Implementation::Container { .. } | Implementation::Ir { .. }
            ),
        };
        leaf && task.each.is_none()
    }
}

/// Whether anything of `source` comes out of `task`.
fn reads(source: &Source, task: TaskId) -> bool {
    match source {
        Source::Output(producer, _) | Source::Status(producer) => *producer == task,
        Source::Select(inner, _) => reads(inner, task),
        Source::Text(pieces) => {
            pieces.iter().any(|piece| matches!(piece, TextPiece::Value(value) if reads(value, task)))
        }
        Source::List(items) => items.iter().any(|item| reads(item, task)),
        Source::Record(fields) => fields.iter().any(|(_, value)| reads(value, task)),
        Source::Constant(_) | Source::Input(_) | Source::Run(_) | Source::WorkspacePath => false,
    }
}
