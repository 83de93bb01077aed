//! Who may do what: accounts, roles, and who may call.
//!
//! In: what a trigger needs. Out: objects that must be there before the others.
//! Always holds: a role names what is used and nothing else; nobody reaches a pod but callers at the one port.

use super::schema::{Ingress, LabelSelector, Map, NetworkPolicy, NetworkPolicySpec, PolicyPort};
use super::{LABEL, PORT, Setting};
use crate::emit::kubernetes::{Access, Rule, access};

/// Applied before the rest.
const WAVE: i8 = -1;

/// The account called `name`, and what it may do.
pub(super) fn account(setting: &Setting<'_>, name: &str, rules: Vec<Rule>) -> Vec<Access> {
    let bare = rules.is_empty();
    let [account, role, binding] = access(&setting.metadata(name, WAVE), rules);
    if bare { vec![account] } else { vec![account, role, binding] }
}

/// What may watch runs.
pub(super) fn watching() -> Rule {
    Rule { api_groups: vec!["argoproj.io"], resources: vec!["workflows"], verbs: vec!["get", "list", "watch"] }
}

/// Who may call the pods of the trigger.
pub(super) fn policy(setting: &Setting<'_>, called: bool) -> NetworkPolicy {
    let port = PolicyPort { protocol: "TCP", port: Some(PORT) };
    NetworkPolicy {
        api_version: "networking.k8s.io/v1",
        kind: "NetworkPolicy",
        metadata: setting.metadata(&setting.name, WAVE),
        spec: NetworkPolicySpec {
            pod_selector: LabelSelector { match_labels: Map::from_iter([(LABEL.to_owned(), setting.name.clone())]) },
            policy_types: vec!["Ingress"],
            ingress: if called { vec![Ingress { ports: vec![port] }] } else { Vec::new() },
        },
    }
}
