//! Argo's bounds on what a cluster takes.
//!
//! In: the objects. Out: what is over a bound, with what to do.
//! Always holds: nothing that the API server or Argo's own schema refuses for its size is written.

use super::schema::Object;
use crate::diag::Diagnostic;
use crate::emit::errors;
use crate::source::Span;

/// Templates of an object, and tasks of a DAG: `maxItems` in Argo 4's resource definitions.
const ITEMS: usize = 200;

/// Bytes of an object: what etcd takes in one request, and of a config map's data.
const BYTES: usize = 1024 * 1024;

pub(super) fn check(objects: &[Object], span: Span) -> Vec<Diagnostic> {
    let mut reports = Vec::new();
    for object in objects {
        let size = serde_json::to_string(object).map_or(0, |text| text.len());
        if size > BYTES {
            let instead = if object.spec.is_some() {
                "put parts of it into pipelines of their own, and start them by triggers"
            } else {
                "put large sources into the image, and call them by `python \"package.module::function\"`"
            };
            reports.push(errors::too_large("bytes in one object", size, BYTES, instead, span));
        }
        let Some(spec) = &object.spec else { continue };
        if spec.templates.len() > ITEMS {
            let instead = "put parts of it into pipelines of their own, and start them by triggers";
            reports.push(errors::too_large("templates", spec.templates.len(), ITEMS, instead, span));
        }
        for dag in spec.templates.iter().filter_map(|template| template.dag.as_ref()) {
            if dag.tasks.len() > ITEMS {
                let instead = "put some of them into a sub-pipeline";
                reports.push(errors::too_large(
                    "tasks in one pipeline or block",
                    dag.tasks.len(),
                    ITEMS,
                    instead,
                    span,
                ));
            }
        }
    }
    reports
}
