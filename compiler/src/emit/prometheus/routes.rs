//! Routes: which alerts go to the webhook of a trigger, and how often.
//!
//! In: a trigger. Out: what Alertmanager has to know, as an object and a file spell alike.
//! Always holds: an alert that lasts is told again only when its trigger may start again.
//! See <https://prometheus.io/docs/alerting/latest/configuration/>.

use super::rules::{PIPELINE, TRIGGER};
use super::{Hearer, NAME, duration};
use crate::emit::kubernetes::Map;
use crate::emit::names::{bounded, event_source};

/// One alert a group.
pub(super) const GROUP_BY: [&str; 1] = ["..."];
/// Nothing else comes into the group that were worth waiting for.
pub(super) const GROUP_WAIT: &str = "0s";
/// How long a notification that failed is tried, and how soon an alert that comes again is told.
const GROUP_INTERVAL: u64 = 60;
/// As long as Alertmanager remembers what it told.
const LONG: u64 = 120 * 3600;
/// What an alert waits beyond the cooldown, so that the run which holds it is surely over.
const MARGIN: u64 = 300;

/// The key of the token in its secret.
pub(super) const TOKEN: &str = "token";

/// A route to the trigger's webhook.
#[derive(Debug, Clone, PartialEq, Eq)]
pub(super) struct Route {
    /// The receiver.
    pub(super) name: String,
    /// Labels that an alert must have.
    pub(super) matchers: Map<String>,
    pub(super) url: String,
    pub(super) group_interval: String,
    pub(super) repeat_interval: String,
}

/// One route for the trigger's own rules, and one for each alert whose rule is somebody else's.
pub(super) fn routes(hearer: &Hearer<'_>) -> Vec<Route> {
    // A route to what sleeps would fail, and be an alert itself.
    if !hearer.scene.starts() {
        return Vec::new();
    }
    let trigger = hearer.scene.trigger;
    let own = [(PIPELINE, &trigger.pipeline), (TRIGGER, &trigger.name)];
    let own = own.map(|(key, value)| (key.to_owned(), value.clone())).into_iter().collect();
    let raised = hearer.alerts.iter().any(|alert| !alert.rules.is_empty());
    let foreign = hearer.alerts.iter().filter(|alert| alert.rules.is_empty());
    let foreign = foreign.flat_map(|alert| alert.names.iter().map(|name| named(name, &alert.labels)));
    let matchers = raised.then_some(own).into_iter().chain(foreign);
    matchers.enumerate().map(|(at, matchers)| route(hearer, at, matchers)).collect()
}

fn named(name: &str, labels: &Map<String>) -> Map<String> {
    let name = ("alertname".to_owned(), name.to_owned());
    [name].into_iter().chain(labels.iter().map(|(key, value)| (key.clone(), value.clone()))).collect()
}

fn route(hearer: &Hearer<'_>, at: usize, matchers: Map<String>) -> Route {
    let trigger = hearer.scene.trigger;
    let listener = event_source(&trigger.pipeline, &trigger.name);
    let name = hearer.name();
    Route {
        name: if at == 0 { name } else { bounded(&format!("{name}-{}", at + 1), NAME) },
        matchers,
        url: format!("http://{listener}-eventsource-svc.{}.svc:12000/alertmanager", hearer.namespace),
        group_interval: duration(GROUP_INTERVAL),
        repeat_interval: duration(trigger.cooldown.map_or(LONG, |cooldown| cooldown + MARGIN)),
    }
}
