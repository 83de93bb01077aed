//! Where a pod runs: selectors, tolerations, affinities, spot machines.
//!
//! In: a [`Pod`]. Out: the fields of its template.

use super::schema::{
    Affinity, LabelSelector, NodeAffinity, NodeSelector, NodeTerm, PodAffinity, PodTerm, PreferredNode, PreferredPod,
    Requirement, Template, Toleration,
};
use super::translate::Translator;
use crate::emit::{SpotProvider, capabilities, errors};
use crate::plan::Pod;
use crate::plan::policy;
use crate::source::Span;

impl Translator<'_> {
    pub(super) fn scheduling(&mut self, template: &mut Template, pod: &Pod, span: Span) {
        if pod.node_selector_json.is_some() {
            self.need(&capabilities::NODE_SELECTOR_AT_RUN_TIME, span);
        }
        if !pod.task_config.is_empty() {
            self.need(&capabilities::TASK_CONFIG, span);
        }
        template.node_selector.extend(pod.node_selector.clone());
        let mut affinity = Affinity::default();
        for toleration in &pod.tolerations {
            match toleration {
                policy::Toleration::Fields { key, operator, value, effect, seconds } => {
                    template.tolerations.push(Toleration {
                        key: key.clone(),
                        operator: operator.clone(),
                        value: value.clone(),
                        effect: effect.clone(),
                        toleration_seconds: *seconds,
                    });
                }
                policy::Toleration::Json(_) => self.need(&capabilities::TOLERATION_AT_RUN_TIME, span),
            }
        }
        for wanted in &pod.node_affinity {
            match wanted {
                policy::NodeAffinity::Fields { expressions, fields, weight } => {
                    let term =
                        NodeTerm { match_expressions: requirements(expressions), match_fields: requirements(fields) };
                    node(&mut affinity, term, *weight);
                }
                policy::NodeAffinity::Json(_) => self.need(&capabilities::NODE_SELECTOR_AT_RUN_TIME, span),
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
                None => self.report(errors::spot_provider(span)),
            }
        }
        template.affinity = (affinity != Affinity::default()).then_some(affinity);
    }
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
