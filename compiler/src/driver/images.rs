//! The container images of pipelines, for scanners.
//!
//! In: plans, and documents for what the emitter added itself. Out: image references, sorted, each once.
//! Always holds: what is known at run time only is left out, because nobody could scan it.

use std::collections::BTreeSet;

use serde_json::Value as Json;

use super::Product;
use crate::emit::Options;
use crate::plan::{Implementation, Plan, Source};

/// The images of the plans, and of what an emitter put into a product: small tasks, what asks KFP for runs.
pub(super) fn images(plans: &[Plan], products: &[Product], targets: &[Options]) -> Vec<String> {
    let mut found = BTreeSet::new();
    for plan in plans {
        take(plan, &mut found);
    }
    for image in targets.iter().flat_map(|options| [&options.helper_image, &options.starter_image]) {
        if products.iter().any(|product| product.document.text.contains(image)) {
            found.insert(image.clone());
        }
    }
    found.into_iter().collect()
}

fn take(plan: &Plan, found: &mut BTreeSet<String>) {
    for task in plan.dags.iter().flat_map(|dag| &dag.tasks) {
        if let Some(Source::Constant(Json::String(image))) = &task.pod.image {
            found.insert(image.clone());
        }
        found.extend(task.pod.init_containers.iter().map(|container| container.image.clone()));
    }
    for component in &plan.components {
        if let Implementation::Ir { spec, .. } = &component.implementation {
            executors(spec, found);
        }
    }
}

/// `deploymentSpec.executors.*.container.image` of a compiled pipeline.
fn executors(spec: &Json, found: &mut BTreeSet<String>) {
    let executors = spec.pointer("/deploymentSpec/executors").and_then(Json::as_object);
    for executor in executors.into_iter().flat_map(serde_json::Map::values) {
        if let Some(image) = executor.pointer("/container/image").and_then(Json::as_str) {
            found.insert(image.to_owned());
        }
    }
}
