//! Events: what a sensor creates on Argo.
//!
//! In: a trigger. Out: a `Workflow` that runs the pipeline, or one that starts it and stands in the way of the next for as
//! long as no other may start.
//! Always holds: values of an event are data of the workflow that is created, and never part of a manifest's text.

use serde_json::{Value as Json, json};

use super::values;
use crate::emit::argo::schema::{
    Arguments, Dag, Parameter, Resource, SeccompProfile, SecurityContext, Task, Template, TtlStrategy, WorkflowSpec,
};
use crate::emit::argo::{expression, wire};
use crate::emit::events::{self, Start};
use crate::emit::kubernetes::Rule;
use crate::emit::reports::Reports;
use crate::emit::scene::{Manifest, Scene};
use crate::emit::{capabilities, errors};
use crate::plan::trigger::{Argument, Concurrency, EventKind, Trigger, Value};

/// The starter's parameter for the run's name; no pipeline has an input of that name.
const RUN: &str = "run-name";

/// How long a starter that failed stands in the way, in seconds.
const AFTER_FAILURE: u64 = 0;

/// The objects by which the events of a trigger start its pipeline.
pub(super) fn objects(scene: &Scene<'_>, reports: &mut Reports<'_>) -> Vec<Manifest> {
    let trigger = scene.trigger;
    if trigger.concurrency == Concurrency::Replace {
        reports.refuse(&capabilities::REPLACE, errors::replaced_by_event(trigger.span));
    }
    let alone = trigger.cooldown.is_none() && trigger.concurrency == Concurrency::Allow;
    let start = if alone { run(trigger) } else { starter(trigger) };
    events::objects(scene, &start, reports)
}

/// The run itself, under the event's name.
fn run(trigger: &Trigger) -> Start<'_> {
    let spec = WorkflowSpec { arguments: arguments(trigger, None), ..WorkflowSpec::default() };
    let mut object = workflow(&json!({}), &spec);
    object["spec"]["workflowTemplateRef"] = json!({ "name": trigger.pipeline });
    Start {
        object,
        name: Some("metadata.name".to_owned()),
        mark: None,
        values: given(trigger, 0),
        encode: values::encode,
        rules: vec![rule("argoproj.io", "workflows", vec!["create"])],
    }
}

/// A workflow of a fixed name that creates the run: while it is there, no other can be.
fn starter(trigger: &Trigger) -> Start<'_> {
    let name = events::name(trigger);
    let forbid = trigger.concurrency == Concurrency::Forbid;
    // An alert that still fires starts again: its event is the same, and so would be the run's name.
    let named =
        trigger.cooldown.is_none() || !trigger.events.iter().any(|event| matches!(event.kind, EventKind::Alert(_)));
    let resource = Resource {
        action: "create".to_owned(),
        manifest: Some(format!("{{{{={}}}}}", manifest(trigger, &name, named))),
        success_condition: forbid.then(|| "status.phase in (Succeeded, Failed, Error)".to_owned()),
        ..Resource::default()
    };
    let start = Template { name: "start".to_owned(), resource: Some(resource), ..Template::default() };
    let task = Task { name: start.name.clone(), template: start.name.clone(), ..Task::default() };
    let once = Template {
        name: "once".to_owned(),
        dag: Some(Dag { tasks: vec![task], ..Dag::default() }),
        ..Template::default()
    };
    let spec = WorkflowSpec {
        entrypoint: once.name.clone(),
        service_account_name: Some(name.clone()),
        arguments: arguments(trigger, named.then_some(RUN)),
        security_context: Some(guarded()),
        ttl_strategy: Some(TtlStrategy {
            seconds_after_success: Some(trigger.cooldown.unwrap_or(0)),
            seconds_after_failure: Some(AFTER_FAILURE),
            ..TtlStrategy::default()
        }),
        templates: vec![once, start],
        ..WorkflowSpec::default()
    };
    let seeing = if forbid { vec!["create", "get"] } else { vec!["create"] };
    Start {
        object: workflow(&json!({ "name": name }), &spec),
        name: named.then(|| value_of(0)),
        // The starter before this one had the same name, and its pod may be there still.
        mark: Some("spec.templates.0.dag.tasks.0.name".to_owned()),
        values: given(trigger, usize::from(named)),
        encode: values::encode,
        rules: vec![
            rule("argoproj.io", "workflows", seeing),
            rule("argoproj.io", "workflowtaskresults", vec!["create", "patch"]),
        ],
    }
}

fn guarded() -> SecurityContext {
    SecurityContext {
        run_as_non_root: Some(true),
        seccomp_profile: Some(SeccompProfile { kind: "RuntimeDefault".to_owned() }),
        ..SecurityContext::default()
    }
}

fn rule(group: &'static str, resource: &'static str, verbs: Vec<&'static str>) -> Rule {
    Rule { api_groups: vec![group], resources: vec![resource], verbs }
}

fn workflow(metadata: &Json, spec: &WorkflowSpec) -> Json {
    let spec = serde_json::to_value(spec).unwrap_or_default();
    json!({ "apiVersion": "argoproj.io/v1alpha1", "kind": "Workflow", "metadata": metadata, "spec": spec })
}

/// The arguments in the pipeline's order: constants as they travel, the others to be filled in.
fn arguments(trigger: &Trigger, before: Option<&str>) -> Arguments {
    let empty = |name: &str| Parameter { name: name.to_owned(), value: Some(String::new()), ..Parameter::default() };
    let argument = |argument: &Argument| Parameter {
        value: Some(match &argument.value {
            Value::Constant(value) => wire::text(value, values::type_of(argument)),
            _ => String::new(),
        }),
        ..empty(&argument.port.name)
    };
    let parameters = before.map(empty).into_iter().chain(trigger.arguments.iter().map(argument)).collect();
    Arguments { parameters, ..Arguments::default() }
}

/// What the event fills in, where `before` arguments stand before the pipeline's own.
fn given(trigger: &Trigger, before: usize) -> Vec<(&Argument, String)> {
    let all = trigger.arguments.iter().enumerate();
    let open = all.filter(|(_, argument)| !matches!(argument.value, Value::Constant(_)));
    open.map(|(index, argument)| (argument, value_of(before + index))).collect()
}

fn value_of(index: usize) -> String {
    format!("spec.arguments.parameters.{index}.value")
}

/// The expression for the run that a starter creates.
fn manifest(trigger: &Trigger, starter: &str, named: bool) -> String {
    let own = |name: &str| format!("workflow.parameters{}", expression::member(name));
    let metadata = if named {
        format!("'name': {}", own(RUN))
    } else {
        format!("'generateName': {}", expression::text(&format!("{starter}-")))
    };
    let argument = |argument: &Argument| {
        let name = argument.port.name.as_str();
        format!("{{'name': {}, 'value': {} }}", expression::text(name), own(name))
    };
    let arguments: Vec<_> = trigger.arguments.iter().map(argument).collect();
    format!(
        "toJson({{'apiVersion': 'argoproj.io/v1alpha1', 'kind': 'Workflow', 'metadata': {{{metadata} }}, 'spec': \
         {{'workflowTemplateRef': {{'name': {} }}, 'arguments': {{'parameters': [{}] }} }} }})",
        expression::text(&trigger.pipeline),
        arguments.join(", ")
    )
}
