//! Events through Argo Events: what listens, and what creates an object of the cluster for each event.
//!
//! In: a trigger, and what is to be created. Out: `EventSource`s, a `Sensor`, and the accounts they act by.
//! Always holds: one event creates one object; nothing that an event brings is anything but text in it.

mod code;
mod filters;
mod flow;
mod git;
mod guard;
mod runs;
#[expect(clippy::struct_field_names, reason = "the names are the target's")]
mod schema;
mod sensor;
mod sources;
mod values;

use serde_json::{Map as JsonMap, Value as Json, json};

pub(in crate::emit) use code::{statement, text};

use super::capabilities;
use super::kubernetes::{Map, Metadata, Rule};
use super::names::event_source;
use super::reports::Reports;
use super::scene::{Manifest, Scene};
use super::yaml;
use crate::plan::trigger::{Argument, EventKind, Trigger};
use schema::{ContainerTemplate, PodMetadata, PodTemplate};

/// Where event sources listen.
const PORT: u16 = 12000;

/// Letters of an event source's name: argo-events puts `-eventsource-svc` behind it.
const NAME: usize = 47;

/// Whom Argo Events' own programs run as; their image names nobody.
const USER: u32 = 9731;

/// By which label a trigger's pods are found.
const LABEL: &str = "mlc/trigger";

/// What is created for an event.
pub(in crate::emit) struct Start<'a> {
    /// The object, with all that does not hang on the event.
    pub(in crate::emit) object: Json,
    /// The path in it that gets the event's own name; `None` where its name is another's matter.
    pub(in crate::emit) name: Option<String>,
    /// The path that gets a name of the message's own, which no other message shares; `None` where nothing asks for one.
    pub(in crate::emit) mark: Option<String>,
    /// What is read out of the event, and the path that gets it.
    pub(in crate::emit) values: Vec<(&'a Argument, String)>,
    /// The statements that write the value of a variable as that path wants it.
    pub(in crate::emit) encode: fn(&str, &Argument) -> Vec<String>,
    /// What whoever creates it may do.
    pub(in crate::emit) rules: Vec<Rule>,
}

/// Whether a trigger hears of anything but the clock.
pub(in crate::emit) fn has_events(trigger: &Trigger) -> bool {
    trigger.events.iter().any(|event| !matches!(event.kind, EventKind::Schedule(_)))
}

/// Reports what can't be heard of.
pub(in crate::emit) fn check(trigger: &Trigger, reports: &mut Reports<'_>) {
    for event in &trigger.events {
        if let EventKind::Run(_) = &event.kind {
            reports.need(&capabilities::RUN_EVENTS, event.span);
        }
        if let EventKind::Git(repository) = &event.kind
            && repository.auth.is_some()
            && !git::is_signed(repository)
        {
            reports.need(&capabilities::BITBUCKET_SIGNATURE, event.span);
        }
    }
}

/// The name of a trigger's objects.
pub(in crate::emit) fn name(trigger: &Trigger) -> String {
    event_source(&trigger.pipeline, &trigger.name)
}

/// The objects by which events of a trigger create what `start` says.
pub(in crate::emit) fn objects(scene: &Scene<'_>, start: &Start<'_>, reports: &mut Reports<'_>) -> Vec<Manifest> {
    let setting = Setting { scene, name: name(scene.trigger) };
    let listening = sources::sources(&setting, reports);
    let sensor = sensor::sensor(&setting, &listening.heard, start, reports);
    let mut manifests: Vec<Manifest> = Vec::new();
    if scene.options.rbac {
        let watching = if listening.watches { vec![guard::watching()] } else { Vec::new() };
        manifests.extend(guard::account(&setting, &setting.listener(), watching).into_iter().map(boxed));
        manifests.extend(guard::account(&setting, &setting.name, start.rules.clone()).into_iter().map(boxed));
    }
    manifests.push(boxed(guard::policy(&setting, listening.called)));
    manifests.extend(listening.objects.into_iter().map(boxed));
    manifests.push(boxed(sensor));
    manifests
}

fn boxed(object: impl yaml::Document + 'static) -> Manifest {
    Box::new(object)
}

/// A trigger, and the name of what listens for it.
struct Setting<'a> {
    scene: &'a Scene<'a>,
    name: String,
}

impl Setting<'_> {
    /// The account of what listens.
    fn listener(&self) -> String {
        format!("{}-listener", self.name)
    }

    /// The metadata of the object called `name`, applied in `wave`.
    fn metadata(&self, name: &str, wave: i8) -> Metadata {
        Metadata { name: name.to_owned(), ..self.scene.metadata(NAME, wave) }
    }
}

/// The pods of an event source or a sensor, which act by the account `account` and may do nothing else.
fn pods(setting: &Setting<'_>, account: &str) -> PodTemplate {
    let pod = json!({ "runAsNonRoot": true, "runAsUser": USER, "seccompProfile": { "type": "RuntimeDefault" } });
    let container = json!({ "allowPrivilegeEscalation": false, "capabilities": { "drop": ["ALL"] } });
    PodTemplate {
        metadata: PodMetadata { labels: Map::from_iter([(LABEL.to_owned(), setting.name.clone())]) },
        service_account_name: account.to_owned(),
        security_context: fields(pod),
        container: ContainerTemplate { security_context: fields(container) },
    }
}

fn fields(value: Json) -> Map<Json> {
    match value {
        Json::Object(fields) => fields.into_iter().collect(),
        _ => JsonMap::new().into_iter().collect(),
    }
}
