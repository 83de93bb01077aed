//! Objects of the Prometheus operator: a `PrometheusRule` and an `AlertmanagerConfig` for each route.
//!
//! In: a trigger. Out: the objects; names and order are the operator's.
//! Always holds: the operator adds a matcher on the label `namespace`, which every rule of ours sets.
//! See <https://prometheus-operator.dev/docs/api-reference/api/>.

use serde::Serialize;

use super::routes::{self, GROUP_BY, GROUP_WAIT, TOKEN};
use super::rules::{self, Rules};
use super::{Hearer, NAME};
use crate::emit::kubernetes::{Empty, KeyRef, Map, Metadata, objects};
use crate::emit::scene::{Manifest, Scene};
use crate::emit::{Options, RuleKind};

objects! {
    /// `PrometheusRule`
    PrometheusRule {
        api_version: &'static str,
        kind: &'static str,
        metadata: Metadata,
        spec: Rules,
    }

    /// `AlertmanagerConfig`
    AlertmanagerConfig {
        api_version: &'static str,
        kind: &'static str,
        metadata: Metadata,
        spec: ConfigSpec,
    }

    /// `AlertmanagerConfigSpec`
    ConfigSpec {
        route: Route,
        receivers: Vec<Receiver>,
    }

    /// `Route`
    Route {
        receiver: String,
        matchers: Vec<Matcher>,
        group_by: Vec<&'static str>,
        group_wait: &'static str,
        group_interval: String,
        repeat_interval: String,
        #[serde(rename = "continue")]
        onward: bool,
    }

    /// `Matcher`
    Matcher {
        name: String,
        match_type: &'static str,
        value: String,
    }

    /// `Receiver`
    Receiver {
        name: String,
        webhook_configs: Vec<WebhookConfig>,
    }

    /// `WebhookConfig`
    WebhookConfig {
        url: String,
        send_resolved: Option<bool>,
        http_config: HttpConfig,
    }

    /// `HTTPConfig`
    HttpConfig {
        authorization: Authorization,
    }

    /// `SafeAuthorization`
    Authorization {
        #[serde(rename = "type")]
        kind: &'static str,
        credentials: KeyRef,
    }
}

/// The objects of a trigger; none where it hears of no alert, or files are asked for.
pub(in crate::emit) fn objects(scene: &Scene<'_>) -> Vec<Manifest> {
    let Some(hearer) = Hearer::new(scene).filter(|_| scene.options.rules == RuleKind::Operator) else {
        return Vec::new();
    };
    let mut objects: Vec<Manifest> = Vec::new();
    if let Some(group) = rules::group(&hearer) {
        objects.push(Box::new(PrometheusRule {
            api_version: "monitoring.coreos.com/v1",
            kind: "PrometheusRule",
            metadata: metadata(scene, &group.name),
            spec: Rules { groups: vec![group] },
        }));
    }
    for route in routes::routes(&hearer) {
        objects.push(Box::new(AlertmanagerConfig {
            api_version: "monitoring.coreos.com/v1alpha1",
            kind: "AlertmanagerConfig",
            metadata: metadata(scene, &route.name),
            spec: spec(route, scene.options),
        }));
    }
    objects
}

/// With the labels by which the operator finds the object.
fn metadata(scene: &Scene<'_>, name: &str) -> Metadata {
    let mut metadata = Metadata { name: name.to_owned(), ..scene.metadata(NAME, 1) };
    metadata.labels.extend(scene.options.rule_labels.iter().map(|(key, value)| (key.clone(), value.clone())));
    metadata
}

fn spec(route: routes::Route, options: &Options) -> ConfigSpec {
    let credentials = KeyRef { name: options.alert_secret.clone(), key: TOKEN.to_owned(), optional: None };
    ConfigSpec {
        route: Route {
            receiver: route.name.clone(),
            matchers: matchers(route.matchers),
            group_by: GROUP_BY.to_vec(),
            group_wait: GROUP_WAIT,
            group_interval: route.group_interval,
            repeat_interval: route.repeat_interval,
            onward: true,
        },
        receivers: vec![Receiver {
            name: route.name,
            webhook_configs: vec![WebhookConfig {
                url: route.url,
                send_resolved: Some(false),
                http_config: HttpConfig { authorization: Authorization { kind: "Bearer", credentials } },
            }],
        }],
    }
}

fn matchers(labels: Map<String>) -> Vec<Matcher> {
    labels.into_iter().map(|(name, value)| Matcher { name, match_type: "=", value }).collect()
}
