//! Where a pod runs: selectors, tolerations, affinities, spot machines.
//!
//! In: a [`Pod`]. Out: the fields of its template; rules that come as JSON go into a patch of the pod, as one expression.
//! Always holds: a value is never part of the patch's text but by `toJson`.

use super::expression::{self, ABSENT, member};
use super::schema::{
    Affinity, LabelSelector, NodeAffinity, NodeSelector, NodeTerm, PodAffinity, PodTerm, PreferredNode, PreferredPod,
    Requirement, Template, Toleration,
};
use super::translate::Translator;
use super::words::Patch;
use crate::emit::{SpotProvider, capabilities, errors};
use crate::plan::policy;
use crate::plan::{Pod, Source};
use crate::source::Span;
use serde::Serialize;

/// What Kubernetes calls a rule that must hold.
const REQUIRED: &str = "requiredDuringSchedulingIgnoredDuringExecution";

/// The same for one that should.
const PREFERRED: &str = "preferredDuringSchedulingIgnoredDuringExecution";

/// Values that hold whole rules as JSON, with the inputs that bring those known only at run time.
pub(super) fn values(pod: &Pod) -> Vec<(String, &Source)> {
    let selector = pod.node_selector_json.iter().map(|json| ("pod-node-selector".to_owned(), json));
    let tolerations = pod.tolerations.iter().enumerate().filter_map(|(index, one)| match one {
        policy::Toleration::Json(json) => Some((format!("pod-toleration-{index}"), json)),
        policy::Toleration::Fields { .. } => None,
    });
    let affinities = pod.node_affinity.iter().enumerate().filter_map(|(index, one)| match one {
        policy::NodeAffinity::Json(json) => Some((format!("pod-node-affinity-{index}"), json)),
        policy::NodeAffinity::Fields { .. } => None,
    });
    selector.chain(tolerations).chain(affinities).collect()
}

impl Translator<'_> {
    pub(super) fn scheduling(&mut self, template: &mut Template, pod: &Pod, patch: &mut Patch, span: Span) {
        template.node_selector.extend(pod.node_selector.clone());
        let mut affinity = Affinity::default();
        for toleration in &pod.tolerations {
            if let policy::Toleration::Fields { key, operator, value, effect, seconds } = toleration {
                template.tolerations.push(Toleration {
                    key: key.clone(),
                    operator: operator.clone(),
                    value: value.clone(),
                    effect: effect.clone(),
                    toleration_seconds: *seconds,
                });
            }
        }
        for wanted in &pod.node_affinity {
            if let policy::NodeAffinity::Fields { expressions, fields, weight } = wanted {
                let term =
                    NodeTerm { match_expressions: requirements(expressions), match_fields: requirements(fields) };
                node(&mut affinity, term, *weight);
            }
        }
        for wanted in &pod.pod_affinity {
            let place = if wanted.anti { &mut affinity.pod_anti_affinity } else { &mut affinity.pod_affinity };
            let place = place.get_or_insert_with(PodAffinity::default);
            match wanted.weight {
                Some(weight) => {
                    place.preferred.push(PreferredPod { weight: Some(weight), pod_affinity_term: pod_term(wanted) });
                }
                None => place.required.push(pod_term(wanted)),
            }
        }
        if let Some(spot) = &pod.spot {
            match self.options.spot_provider {
                Some(provider) => on_spot(template, &mut affinity, provider, spot.required),
                None => self.refuse(&capabilities::SPOT, errors::spot_provider(span)),
            }
        }
        patched(template, &mut affinity, pod, patch);
        template.affinity = (affinity != Affinity::default()).then_some(affinity);
    }
}

/// Moves what stands beside JSON into the patch: a patch takes the place of Kubernetes' lists, and does not add to them.
fn patched(template: &mut Template, affinity: &mut Affinity, pod: &Pod, patch: &mut Patch) {
    let values = values(pod);
    let of = |prefix: &str| -> Vec<String> {
        values.iter().filter(|(input, _)| input.starts_with(prefix)).map(|(input, json)| value(input, json)).collect()
    };
    patch.pod.extend(of("pod-node-selector").iter().map(|json| format!("'nodeSelector': ({json} ?? {{ }})")));
    let tolerations = of("pod-toleration-");
    if !tolerations.is_empty() {
        let own = std::mem::take(&mut template.tolerations);
        let lists: Vec<String> = tolerations
            .iter()
            .map(|json| {
                format!("({json} == nil || len({json}) == 0 ? [] : type({json}) == 'array' ? {json} : [{json}])")
            })
            .collect();
        patch.pod.push(format!("'tolerations': concat({}, {})", constant(&own), lists.join(", ")));
    }
    let affinities = of("pod-node-affinity-");
    if !affinities.is_empty() {
        let own = affinity.node_affinity.take().unwrap_or_default();
        let required = own.required.unwrap_or_default().node_selector_terms;
        let list = |own: String, path: &str| {
            let lists: Vec<String> = affinities.iter().map(|json| format!("({json}?.{path} ?? [])")).collect();
            format!("concat({own}, {})", lists.join(", "))
        };
        let required = list(constant(&required), &format!("{REQUIRED}?.nodeSelectorTerms"));
        let preferred = list(constant(&own.preferred), PREFERRED);
        // Kubernetes takes no empty list of terms; `nil` leaves it out.
        patch.pod.push(format!(
            "'affinity': {{'nodeAffinity': {{'{REQUIRED}': (len({required}) == 0 ? nil : {{'nodeSelectorTerms': \
             {required} }} ), '{PREFERRED}': {preferred} }} }}"
        ));
    }
}

/// The expression for JSON; `nil` where the caller gave none.
fn value(input: &str, json: &Source) -> String {
    match json {
        Source::Constant(value) => expression::literal(value),
        _ => {
            let wire = format!("inputs.parameters{}", member(input));
            format!("({wire} == '{ABSENT}' ? nil : fromJSON({wire}))")
        }
    }
}

fn constant(own: &impl Serialize) -> String {
    expression::literal(&serde_json::to_value(own).unwrap_or_default())
}

fn on_spot(template: &mut Template, affinity: &mut Affinity, provider: SpotProvider, required: bool) {
    let (key, value) = provider.label();
    if required {
        template.node_selector.insert(key.to_owned(), value.to_owned());
    } else {
        let on = Requirement { key: key.to_owned(), operator: "In".to_owned(), values: vec![value.to_owned()] };
        node(affinity, NodeTerm { match_expressions: vec![on], match_fields: Vec::new() }, Some(100));
    }
    template.tolerations.push(Toleration {
        key: Some(key.to_owned()),
        operator: Some("Equal".to_owned()),
        value: Some(value.to_owned()),
        effect: Some("NoSchedule".to_owned()),
        toleration_seconds: None,
    });
}

fn node(affinity: &mut Affinity, term: NodeTerm, weight: Option<u32>) {
    let place = affinity.node_affinity.get_or_insert_with(NodeAffinity::default);
    match weight {
        Some(weight) => place.preferred.push(PreferredNode { weight: Some(weight), preference: term }),
        None => place.required.get_or_insert_with(NodeSelector::default).node_selector_terms.push(term),
    }
}

fn requirements(requirements: &[policy::Requirement]) -> Vec<Requirement> {
    requirements
        .iter()
        .map(|one| Requirement { key: one.key.clone(), operator: one.operator.clone(), values: one.values.clone() })
        .collect()
}

fn pod_term(wanted: &policy::PodAffinity) -> PodTerm {
    let selector = |expressions: &[policy::Requirement], labels: &indexmap::IndexMap<String, String>| {
        let made = LabelSelector { match_expressions: requirements(expressions), match_labels: labels.clone() };
        (made != LabelSelector::default()).then_some(made)
    };
    PodTerm {
        label_selector: selector(&wanted.expressions, &wanted.labels),
        namespace_selector: selector(&wanted.namespace_expressions, &wanted.namespace_labels),
        namespaces: wanted.namespaces.clone(),
        topology_key: wanted.topology_key.clone(),
    }
}
