//! Which nodes will do: `node_selector`, `toleration`, `node_affinity`, `pod_affinity`.
//!
//! In: checked arguments. Out: the pod's rules on nodes.

use super::Fold;
use crate::plan::policy::{NodeAffinity, PodAffinity, Requirement, Toleration};
use crate::sema::check::argument::Bound;
use crate::sema::errors::decorators as errors;

impl Fold<'_> {
    pub(super) fn node_selector(&mut self) {
        let pairs = self.pairs();
        let pod = &mut self.layer.settings.pod;
        if let Some(json) = self.bound.value("json") {
            pod.node_selector_json = Some(json);
        }
        pod.node_selector.extend(pairs);
        let labels = self.layer.keys.iter().find(|((decorator, _), _)| decorator == "node_selector");
        if let (Some(json), Some((_, label))) = (&self.layer.settings.pod.node_selector_json, labels) {
            self.cx.report(errors::contradiction("`json`", json.span, "a label beside it", *label));
        }
    }

    pub(super) fn toleration(&mut self) {
        let bound = self.bound;
        if self.json_alone() {
            return self.layer.settings.pod.tolerations.extend(bound.value("json").map(Toleration::Json));
        }
        let exists = bound.text("operator").is_some_and(|operator| operator == "Exists");
        if bound.get("key").is_none() && !exists && !bound.failed() {
            self.cx.report(errors::missing_arguments(bound.signature(), bound.span(), &["key"]));
        }
        if exists && bound.get("value").is_some() {
            let (one, other) = (bound.place("value"), bound.place("operator"));
            self.cx.report(errors::contradiction("`value`", one, "`operator = \"Exists\"`", other));
        }
        let evicts = bound.text("effect").is_some_and(|effect| effect == "NoExecute");
        if bound.get("seconds").is_some() && !evicts {
            self.cx.report(errors::needs_other("seconds", bound.place("seconds"), "`effect = \"NoExecute\"`"));
        }
        self.layer.settings.pod.tolerations.push(Toleration::Fields {
            key: bound.text("key"),
            operator: bound.text("operator"),
            value: bound.text("value"),
            effect: bound.text("effect"),
            seconds: bound.seconds("seconds"),
        });
    }

    pub(super) fn node_affinity(&mut self) {
        let bound = self.bound;
        if self.json_alone() {
            return self.layer.settings.pod.node_affinity.extend(bound.value("json").map(NodeAffinity::Json));
        }
        if bound.get("match_expressions").is_none() && bound.get("match_fields").is_none() && !bound.failed() {
            let needed = ["match_expressions"];
            self.cx.report(errors::missing_arguments(bound.signature(), bound.span(), &needed));
        }
        let expressions = self.requirements("match_expressions");
        let fields = self.requirements("match_fields");
        let weight = bound.count("weight");
        self.layer.settings.pod.node_affinity.push(NodeAffinity::Fields { expressions, fields, weight });
    }

    pub(super) fn pod_affinity(&mut self) {
        let bound = self.bound;
        let Some(topology_key) = bound.text("topology_key") else { return };
        let affinity = PodAffinity {
            expressions: self.requirements("match_expressions"),
            labels: bound.map("match_labels"),
            topology_key,
            namespaces: bound.texts("namespaces"),
            namespace_expressions: self.requirements("namespace_expressions"),
            namespace_labels: bound.map("namespace_labels"),
            weight: bound.count("weight"),
            anti: bound.flag("anti").unwrap_or(false),
        };
        self.layer.settings.pod.pod_affinity.push(affinity);
    }

    /// Whether `json` is given, which stands for all of it; another argument beside it is reported.
    fn json_alone(&mut self) -> bool {
        let bound = self.bound;
        if bound.get("json").is_none() {
            return false;
        }
        if let Some((name, _, span)) = bound.entries().find(|(name, ..)| *name != "json") {
            let report = errors::contradiction("`json`", bound.place("json"), &format!("`{name}`"), span);
            self.cx.report(report);
        }
        true
    }

    fn requirements(&mut self, name: &str) -> Vec<Requirement> {
        let records = self.bound.records(name);
        records.into_iter().filter_map(|record| self.requirement(record)).collect()
    }

    fn requirement(&mut self, record: &Bound) -> Option<Requirement> {
        let operator = record.text("operator").unwrap_or_else(|| "In".to_owned());
        let values = record.texts("values");
        match operator.as_str() {
            "Exists" | "DoesNotExist" if !values.is_empty() => {
                let span = record.place("values");
                self.cx.report(errors::needs_other("values", span, "an operator that compares, such as `In`"));
            }
            "In" | "NotIn" if values.is_empty() => {
                self.cx.report(errors::missing_arguments(record.signature(), record.span(), &["values"]));
            }
            "Gt" | "Lt" if !matches!(values.as_slice(), [one] if one.parse::<i64>().is_ok()) => {
                let span = record.place("values");
                self.cx.report(errors::wrong_kind("values", span, &"one whole number, as text", "not that"));
            }
            _ => {}
        }
        Some(Requirement { key: record.text("key")?, operator, values })
    }
}
