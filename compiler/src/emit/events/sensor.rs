//! Sensors: what starts something for an event.
//!
//! In: the flows of a trigger, what they are heard as, and what is to be created. Out: one sensor, with a trigger a flow.
//! Always holds: what is created for an event has that event's own name, so that the API server refuses a second one.

use super::code::{self, Part};
use super::filters::filters;
use super::flow::{Flow, Shape, flows};
use super::schema::{
    ArtifactLocation, Backoff, Dependency, KubernetesTrigger, Sensor, SensorSpec, SensorTrigger, TriggerParameter,
    TriggerParameterSource, TriggerTemplate,
};
use super::values::Writer;
use super::{Setting, Start, pods};
use crate::emit::errors;
use crate::emit::names::Names;
use crate::emit::reports::Reports;
use crate::plan::Key;
use crate::plan::trigger::{Argument, Field, Value};

/// Digits of the number in a name.
const DIGITS: usize = 10;

/// What is tried again: a cluster that does not answer. A name that is taken is refused each time, which ends soon.
const RETRY: Backoff = Backoff { steps: Some(3), duration: "2s", factor: Some(2) };

/// The sensor for the events that are heard as `heard`.
pub(super) fn sensor(
    setting: &Setting<'_>,
    heard: &[Option<(String, String)>],
    start: &Start<'_>,
    reports: &mut Reports<'_>,
) -> Sensor {
    let (mut dependencies, mut triggers) = (Vec::new(), Vec::new());
    let mut names = Names::default();
    for (event, heard) in setting.scene.trigger.events.iter().zip(heard) {
        let Some((source, event_name)) = heard else { continue };
        for flow in flows(event) {
            let base = match flow.shape {
                Shape::Git(_, kind) => format!("{event_name}-{}", kind.name()),
                _ => event_name.clone(),
            };
            let name = names.unique(&base).to_string();
            dependencies.push(Dependency {
                name: name.clone(),
                event_source_name: source.clone(),
                event_name: event_name.clone(),
                filters: filters(&flow, setting.scene.starts()),
            });
            triggers.push(trigger(setting, name, &flow, start, reports));
        }
    }
    Sensor {
        api_version: "argoproj.io/v1alpha1",
        kind: "Sensor",
        metadata: setting.metadata(&setting.name, 2),
        spec: SensorSpec { template: pods(setting, &setting.name), dependencies, triggers },
    }
}

fn trigger(
    setting: &Setting<'_>,
    name: String,
    flow: &Flow<'_>,
    start: &Start<'_>,
    reports: &mut Reports<'_>,
) -> SensorTrigger {
    let mut parameters = Vec::new();
    if let Some(dest) = &start.name {
        parameters.push(parameter(&name, dest.clone(), identity(setting, flow)));
    }
    if let Some(dest) = &start.mark {
        let mark = format!("{{{{- printf \"start-%s\" ({} | sha256sum | trunc {DIGITS}) }}}}", code::at("id"));
        parameters.push(parameter(&name, dest.clone(), (Part::Context, mark)));
    }
    for (argument, dest) in &start.values {
        parameters.push(parameter(&name, dest.clone(), value(argument, flow, start, reports)));
    }
    let source = ArtifactLocation { resource: Some(start.object.clone()) };
    SensorTrigger {
        template: TriggerTemplate {
            conditions: name.clone(),
            name,
            k8s: KubernetesTrigger { operation: "create", source, parameters },
        },
        retry_strategy: Some(RETRY),
        at_least_once: true,
    }
}

fn parameter(dependency: &str, dest: String, (part, template): (Part, String)) -> TriggerParameter {
    let mut src =
        TriggerParameterSource { dependency_name: dependency.to_owned(), ..TriggerParameterSource::default() };
    match part {
        Part::Data => src.data_template = Some(template),
        Part::Context => src.context_template = Some(template),
    }
    TriggerParameter { src, dest }
}

/// The name of what is created: the trigger's, and a number made of what tells the event from others.
fn identity(setting: &Setting<'_>, flow: &Flow<'_>) -> (Part, String) {
    let mut writer = Writer::after(alone(flow));
    let parts: Vec<String> = flow.identity().into_iter().map(|part| writer.read(part)).collect();
    let parts = writer.variable(&code::list(parts.into_iter()));
    writer.lines.push(format!(
        "{{{{- range $part := {parts} }}}}{{{{- if kindIs \"invalid\" $part }}}}{{{{ fail \"nothing tells the event from \
         others\" }}}}{{{{- end }}}}{{{{- end }}}}"
    ));
    writer
        .lines
        .push(format!("{{{{- printf \"{}-%s\" (toRawJson {parts} | sha256sum | trunc {DIGITS}) }}}}", setting.name));
    (writer.part.unwrap_or(Part::Data), writer.lines.join("\n"))
}

/// Fails for a message that tells of several events.
fn alone(flow: &Flow<'_>) -> Vec<String> {
    let one = |list| {
        code::require(&format!("(eq (len {}) 1)", code::at(list)), "the message tells of several events, or of none")
    };
    flow.events().map(one).into_iter().collect()
}

/// What a run gets, as the text in which it travels.
fn value(argument: &Argument, flow: &Flow<'_>, start: &Start<'_>, reports: &mut Reports<'_>) -> (Part, String) {
    let mut fields = Vec::new();
    collect(&argument.value, &mut fields);
    for field in fields {
        if let Some(Key::Field(name)) = field.path.first()
            && let Some((reason, instead)) = flow.lacks(name)
        {
            reports.add(errors::untold_field(name, reason, instead, argument.span));
        }
    }
    // Where no name looks at it, each value does.
    let lines = if start.name.is_none() { alone(flow) } else { Vec::new() };
    let mut writer = Writer::after(lines);
    let value = writer.value(&argument.value, flow);
    let variable = writer.variable(&value);
    if writer.torn {
        let reason = "Argo Events tells it apart from the message, and one template sees one of the two";
        reports.add(errors::untold_field("offset", reason, "give it as an argument of its own", argument.span));
    }
    let part = writer.part.unwrap_or(Part::Data);
    writer.lines.extend((start.encode)(&variable, argument));
    (part, writer.lines.join("\n"))
}

fn collect<'a>(value: &'a Value, fields: &mut Vec<&'a Field>) {
    match value {
        Value::Event(field) => fields.push(field),
        Value::Text(items) | Value::List(items) => items.iter().for_each(|item| collect(item, fields)),
        Value::Record(items) => items.iter().for_each(|(_, item)| collect(item, fields)),
        Value::Constant(_) | Value::Date { .. } => {}
    }
}
