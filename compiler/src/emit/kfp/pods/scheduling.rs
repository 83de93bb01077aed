//! Where a pod may run, in the platform spec.
//!
//! In: a pod's selectors, tolerations, affinities and `spot`. Out: entries of the executor's configuration.
//! Always holds: `spot` says what the cluster's provider calls it.

use super::super::dags::DagBuilder;
use super::super::platform::{ExecutorConfig, NodeAffinity, NodeSelector, PodAffinity, Requirement, Toleration};
use super::super::schema::Text;
use super::super::values::Draft;
use super::texts;
use crate::emit::SpotProvider;
use crate::plan::Pod;
use crate::plan::policy;
use smol_str::ToSmolStr;

impl<'a> DagBuilder<'_, 'a> {
    /// Adds to `config` what decides on the node.
    pub(super) fn scheduling(&mut self, draft: &mut Draft, pod: &'a Pod, config: &mut ExecutorConfig) {
        let mut selector = NodeSelector { labels: texts(&pod.node_selector), node_selector_json: None };
        selector.node_selector_json = pod.node_selector_json.as_ref().map(|json| self.bare(draft, json));
        for toleration in &pod.tolerations {
            config.tolerations.push(match toleration {
                policy::Toleration::Json(source) => {
                    Toleration { toleration_json: Some(self.bare(draft, source)), ..Toleration::default() }
                }
                policy::Toleration::Fields { key, operator, value, effect, seconds } => Toleration {
                    effect: effect.as_deref().map(Text::from),
                    key: key.as_deref().map(Text::from),
                    operator: operator.as_deref().map(Text::from),
                    toleration_json: None,
                    toleration_seconds: seconds.map(|seconds| Text(seconds.to_smolstr())),
                    value: value.as_deref().map(Text::from),
                },
            });
        }
        for affinity in &pod.node_affinity {
            config.node_affinity.push(match affinity {
                policy::NodeAffinity::Json(source) => {
                    NodeAffinity { node_affinity_json: Some(self.bare(draft, source)), ..NodeAffinity::default() }
                }
                policy::NodeAffinity::Fields { expressions, fields, weight } => NodeAffinity {
                    match_expressions: requirements(expressions),
                    match_fields: requirements(fields),
                    node_affinity_json: None,
                    weight: *weight,
                },
            });
        }
        if let (Some(spot), Some(provider)) = (&pod.spot, self.t.options.spot_provider) {
            on_spot(spot, provider, &mut selector, config);
        }
        config.pod_affinity.extend(pod.pod_affinity.iter().map(pod_affinity));
        config.node_selector = (selector != NodeSelector::default()).then_some(selector);
    }
}

fn on_spot(spot: &policy::Spot, provider: SpotProvider, selector: &mut NodeSelector, config: &mut ExecutorConfig) {
    let (key, value) = provider.label();
    if spot.required {
        selector.labels.insert(Text::from(key), Text::from(value));
    } else {
        let wish = Requirement { key: key.into(), operator: Text::constant("In"), values: vec![value.into()] };
        let wish = NodeAffinity { match_expressions: vec![wish], weight: Some(100), ..NodeAffinity::default() };
        config.node_affinity.push(wish);
    }
    config.tolerations.push(Toleration {
        effect: Some(Text::constant("NoSchedule")),
        key: Some(key.into()),
        operator: Some(Text::constant("Equal")),
        value: Some(value.into()),
        ..Toleration::default()
    });
}

fn requirements(requirements: &[policy::Requirement]) -> Vec<Requirement> {
    let requirement = |requirement: &policy::Requirement| Requirement {
        key: Text::from(&requirement.key),
        operator: Text::from(&requirement.operator),
        values: requirement.values.iter().map(Text::from).collect(),
    };
    requirements.iter().map(requirement).collect()
}

fn pod_affinity(affinity: &policy::PodAffinity) -> PodAffinity {
    PodAffinity {
        anti: affinity.anti.then_some(true),
        match_namespace_expressions: requirements(&affinity.namespace_expressions),
        match_namespace_labels: texts(&affinity.namespace_labels),
        match_pod_expressions: requirements(&affinity.expressions),
        match_pod_labels: texts(&affinity.labels),
        namespaces: affinity.namespaces.iter().map(Text::from).collect(),
        topology_key: Text::from(&affinity.topology_key),
        weight: affinity.weight,
    }
}
