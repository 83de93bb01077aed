//! `resources(…)`
//!
//! In: checked arguments. Out: the pod's resources.

use serde_json::Value as Json;

use super::Fold;
use crate::sema::errors::decorators as errors;
use crate::sema::hir::Value;
use crate::sema::types::Type;

/// The resource that NVIDIA's device plugin offers.
const GPU: &str = "nvidia.com/gpu";

impl Fold<'_> {
    pub(super) fn resources(&mut self) {
        let bound = self.bound;
        let pod = &mut self.layer.settings.pod;
        pod.cpu = bound.value("cpu");
        pod.cpu_request = bound.value("cpu_request");
        pod.memory = bound.value("memory");
        pod.memory_request = bound.value("memory_request");
        let constant = |text: &str| Value::constant(Json::from(text), Type::String, bound.span());
        match (bound.get("gpu"), bound.get("accelerator")) {
            (Some(_), Some(_)) => {
                let (one, other) = (bound.place("gpu"), bound.place("accelerator"));
                self.cx.report(errors::contradiction("`gpu`", one, "`accelerator`", other));
            }
            (Some(_), None) => {
                pod.accelerator = Some(constant(GPU));
                pod.accelerator_count = bound.value("gpu");
            }
            (None, Some(_)) => {
                pod.accelerator = bound.value("accelerator");
                pod.accelerator_count = bound.value("accelerator_count").or_else(|| Some(constant("1")));
            }
            (None, None) => {}
        }
        if bound.get("accelerator_count").is_some() && bound.get("accelerator").is_none() {
            self.cx.report(errors::needs_other("accelerator_count", bound.place("accelerator_count"), "`accelerator`"));
        }
    }
}
