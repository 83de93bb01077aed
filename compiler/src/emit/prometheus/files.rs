//! Files of Prometheus and Alertmanager, for those who run them without the operator.
//!
//! In: all triggers of a pipeline. Out: a file of rules, and a configuration of Alertmanager whose routes and receivers
//! are to be taken over into the one that there is.
//! Always holds: `promtool check rules` and `amtool check-config` take them as they are.

use serde_json::{Value as Json, json};

use super::Hearer;
use super::routes::{self, GROUP_BY, GROUP_WAIT, Route, TOKEN};
use super::rules::{self, Rules};
use crate::emit::scene::Scene;
use crate::emit::{Document, Options, RuleKind, Target, TriggerState, yaml};
use crate::plan::trigger::Trigger;
use crate::source::SourceMap;

/// What takes alerts that no route asks for.
const NOBODY: &str = "nobody";

/// The files for the triggers of the pipeline called `pipeline`; none where objects are asked for.
pub(in crate::emit) fn files(
    pipeline: &str,
    triggers: &[Trigger],
    options: &Options,
    sources: &SourceMap,
) -> Vec<Document> {
    if options.rules != RuleKind::Files || options.triggers == TriggerState::Off {
        return Vec::new();
    }
    let (rules_file, routes_file) = match options.target {
        Target::Kfp => ("kfp.rules.yaml", "kfp.alertmanager.yaml"),
        Target::Argo => ("argo.rules.yaml", "argo.alertmanager.yaml"),
    };
    let scenes: Vec<_> = triggers.iter().map(|trigger| Scene { trigger, options, sources }).collect();
    let hearers: Vec<_> = scenes.iter().filter_map(Hearer::new).collect();
    let groups: Vec<_> = hearers.iter().filter_map(rules::group).collect();
    let routes: Vec<_> = hearers.iter().flat_map(routes::routes).collect();
    let mut files = Vec::new();
    if !groups.is_empty() {
        files.push(document(pipeline, rules_file, &Rules { groups }));
    }
    if !routes.is_empty() {
        files.push(document(pipeline, routes_file, &configuration(&routes, options)));
    }
    files
}

fn document(pipeline: &str, suffix: &'static str, object: &dyn yaml::Document) -> Document {
    let mut text = String::new();
    let written = object.write(&mut text);
    debug_assert!(written.is_ok(), "the YAML writer refused a file");
    Document { name: pipeline.to_owned(), suffix, companion: true, manifest: false, text }
}

/// A whole configuration; what belongs to the triggers are the routes below its first one, and their receivers.
fn configuration(routes: &[Route], options: &Options) -> Json {
    let nobody = json!({ "name": NOBODY });
    let receivers: Vec<_> = [nobody].into_iter().chain(routes.iter().map(|route| receiver(route, options))).collect();
    json!({
        "route": { "receiver": NOBODY, "routes": routes.iter().map(entry).collect::<Vec<_>>() },
        "receivers": receivers,
    })
}

fn entry(route: &Route) -> Json {
    json!({
        "receiver": route.name,
        "matchers": route.matchers.iter().map(|(name, value)| matcher(name, value)).collect::<Vec<_>>(),
        "group_by": GROUP_BY,
        "group_wait": GROUP_WAIT,
        "group_interval": route.group_interval,
        "repeat_interval": route.repeat_interval,
        "continue": true,
    })
}

/// `name="value"`, in which Alertmanager knows three escapes.
fn matcher(name: &str, value: &str) -> String {
    let value = value.replace('\\', "\\\\").replace('"', "\\\"").replace('\n', "\\n");
    format!("{name}=\"{value}\"")
}

/// The token lies where the operator and the common charts mount secrets that Alertmanager is told of.
fn receiver(route: &Route, options: &Options) -> Json {
    let file = format!("/etc/alertmanager/secrets/{}/{TOKEN}", options.alert_secret);
    json!({
        "name": route.name,
        "webhook_configs": [{
            "url": route.url,
            "send_resolved": false,
            "http_config": { "authorization": { "type": "Bearer", "credentials_file": file } },
        }],
    })
}
