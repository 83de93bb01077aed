//! Rules: a group of them for each trigger, the same in an object of the operator and in a file.
//!
//! In: a trigger. Out: its group.
//! Always holds: an alert tells whose it is, how bad it is and which trigger hears of it.
//! See <https://prometheus.io/docs/prometheus/latest/configuration/alerting_rules/>.

use serde::Serialize;

use super::{Hearer, duration};
use crate::emit::RuleKind;
use crate::emit::kubernetes::{Empty, Map, objects};
use crate::emit::scene::Scene;
use crate::plan::trigger;

/// The label that names the pipeline which an alert starts.
pub(super) const PIPELINE: &str = "mlc_pipeline";
/// The label that names the trigger which hears of an alert.
pub(super) const TRIGGER: &str = "mlc_trigger";

objects! {
    /// A file of rules, and the operator's `PrometheusRuleSpec`.
    Rules {
        groups: Vec<Group>,
    }

    /// A group, whose rules are evaluated one after the other.
    Group {
        name: String,
        rules: Vec<Rule>,
    }

    /// A rule.
    Rule {
        alert: String,
        expr: String,
        #[serde(rename = "for")]
        hold: Option<String>,
        labels: Map<String>,
        annotations: Map<String>,
    }
}

/// The rules of a trigger; `None` where they are all somebody else's.
pub(super) fn group(hearer: &Hearer<'_>) -> Option<Group> {
    let rules: Vec<_> = hearer.alerts.iter().flat_map(|alert| &alert.rules).map(|own| rule(hearer, own)).collect();
    (!rules.is_empty()).then(|| Group { name: hearer.name(), rules })
}

fn rule(hearer: &Hearer<'_>, rule: &trigger::Rule) -> Rule {
    let Scene { trigger, options, .. } = hearer.scene;
    let owner = rule.owner.as_ref().or(options.owner.as_ref());
    // The operator brings an alert to its route by this label alone.
    let namespace = (options.rules == RuleKind::Operator).then_some(hearer.namespace);
    let labels = [
        ("severity", Some(rule.severity.as_str())),
        ("owner", owner.map(String::as_str)),
        ("namespace", namespace),
        (PIPELINE, Some(&trigger.pipeline)),
        (TRIGGER, Some(&trigger.name)),
    ];
    let labels = labels.into_iter().filter_map(|(key, value)| Some((key, value?)));
    let own = rule.labels.iter().map(|(key, value)| (key.as_str(), value.as_str()));
    let annotations = [
        ("summary", Some(rule.summary.clone())),
        ("description", trigger.description.as_deref().map(literal)),
        ("runbook_url", rule.runbook.as_deref().map(literal)),
        ("value", Some("{{ $value }}".to_owned())),
    ];
    Rule {
        alert: rule.name.clone(),
        expr: rule.expr.clone(),
        hold: (rule.hold > 0).then(|| duration(rule.hold)),
        labels: own.chain(labels).map(|(key, value)| (key.to_owned(), literal(value))).collect(),
        annotations: annotations.into_iter().filter_map(|(key, text)| Some((key.to_owned(), text?))).collect(),
    }
}

/// A text in which Prometheus finds no template.
fn literal(text: &str) -> String {
    text.replace("{{", "{{ \"{{\" }}")
}
