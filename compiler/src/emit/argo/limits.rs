//! Argo's bounds on what a cluster takes.
//!
//! In: the objects. Out: what is over a bound, with what to do.
//! Always holds: nothing that the API server or Argo's own schema refuses for its size is written.

use super::schema::Object;
use crate::diag::Diagnostic;
use crate::emit::errors;
use crate::source::Span;

/// Tasks of a DAG: `maxItems` in Argo 4's resource definitions.
const TASKS: usize = 200;

/// Bytes of an object: what etcd takes in one request, and of a config map's data.
const BYTES: usize = 1024 * 1024;

pub(super) fn check(objects: &[Object], span: Span) -> Vec<Diagnostic> {
    let mut reports = Vec::new();
    let size = |object: &Object| serde_json::to_string(object).map_or(0, |text| text.len());
    // A run keeps a copy of every template that it uses, whichever object that came from.
    let (workflows, code): (Vec<&Object>, Vec<&Object>) = objects.iter().partition(|object| object.spec.is_some());
    let run = workflows.iter().map(|object| size(object)).sum();
    let instead = "put parts of it into pipelines of their own, and start them by triggers";
    if run > BYTES {
        reports.push(errors::too_large("bytes in one run", run, BYTES, instead, span));
    }
    let instead = "put large sources into the image, and call them by `python \"package.module::function\"`";
    for bytes in code.into_iter().map(size).filter(|bytes| *bytes > BYTES) {
        reports.push(errors::too_large("bytes in one object", bytes, BYTES, instead, span));
    }
    let templates = workflows.iter().filter_map(|object| object.spec.as_ref()).flat_map(|spec| &spec.templates);
    let instead = "put some of them into a sub-pipeline";
    for count in templates.filter_map(|template| template.dag.as_ref()).map(|dag| dag.tasks.len()) {
        if count > TASKS {
            reports.push(errors::too_large("tasks in one pipeline or block", count, TASKS, instead, span));
        }
    }
    reports
}
