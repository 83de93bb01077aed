//! Loops: a DAG of its own around the body, in which one task runs once an item.
//!
//! In: a task with `each`. Out: that DAG's template, and the argument that brings the items.
//! Always holds: the wrapper has run though there was no item; its lists keep the items' order and types; a failed
//! item does not stop the others.

use serde_json::Value as Json;

use super::expression::{ABSENT, cleaned, decoded, json_of_text, member};
use super::lists::is_list;
use super::schema::{
    Arguments, Artifact, Dag as Made, Metadata, Parameter, Sequence, Task as MadeTask, Template, ValueFrom,
};
use super::sources::{Scope, kind};
use super::tasks::argument;
use super::translate::{State, Translator};
use super::{dags, metadata, wire};
use crate::emit::capabilities;
use crate::emit::names::kebab;
use crate::plan::{Dag, DagId, Each, Items, ParamType, Port, Task};

/// The wrapper's input that brings the items: `items`, unless the body has one of that name.
fn items_name(state: &State, body: &Dag) -> String {
    let mut name = "items".to_owned();
    while body.inputs.iter().any(|port| state.input(&port.name) == name) {
        name.push_str("-all");
    }
    name
}

/// The wrapper's only task.
const ITEM: &str = "each";

impl Translator<'_> {
    /// The template that runs `body` once an item.
    pub(super) fn loop_template(&mut self, task: &Task, each: &Each, body: DagId) -> String {
        let dag = self.plan.dag(body);
        if self.lists.lost.contains(&body) {
            self.need(&capabilities::ARTIFACT_LIST, task.span);
        }
        let template = self.dag_template(body);
        let name = self.names.unique(&kebab(&dag.name)).to_string();
        let state = self.state(body);
        let captured: Vec<&Port> = dag.inputs.iter().filter(|port| port.name != each.item).collect();
        let mut inputs = Arguments::default();
        let mut arguments = Arguments::default();
        for port in captured {
            let own = dags::inputs(std::slice::from_ref(port), |name| state.input(name).to_owned());
            arguments.parameters.extend(own.parameters.iter().map(|parameter| Parameter {
                name: parameter.name.clone(),
                value: Some(format!("{{{{inputs.parameters.{}}}}}", parameter.name)),
                ..Parameter::default()
            }));
            arguments.artifacts.extend(own.artifacts.iter().map(|artifact| Artifact {
                name: artifact.name.clone(),
                from: Some(format!("{{{{inputs.artifacts.{}}}}}", artifact.name)),
                optional: artifact.optional,
                ..Artifact::default()
            }));
            inputs.parameters.extend(own.parameters);
            inputs.artifacts.extend(own.artifacts);
        }
        let item = state.input(&each.item).to_owned();
        arguments.parameters.push(Parameter { name: item, value: Some("{{item}}".to_owned()), ..Parameter::default() });
        let item_port = dag.inputs.iter().find(|port| port.name == each.item);
        let wrapped = state.item.as_ref().is_some_and(|item| item.wrapped);
        let items = items_name(state, dag);
        let (with_param, with_sequence) = turns(&each.items, item_port, wrapped, &items);
        if !matches!(each.items, Items::Constant(_)) {
            inputs.parameters.push(Parameter { name: items, ..Parameter::default() });
        }
        let outputs = dag.outputs.iter().map(|output| collected(&output.port)).collect();
        let looped =
            MadeTask { name: ITEM.to_owned(), template, with_param, with_sequence, arguments, ..MadeTask::default() };
        let wrapper = Template {
            name: name.clone(),
            metadata: Metadata { annotations: self.annotations(task.span), ..Metadata::default() },
            inputs,
            outputs: Arguments { parameters: outputs, artifacts: Vec::new() },
            parallelism: each.parallel,
            dag: Some(Made { fail_fast: Some(false), tasks: vec![looped], ..Made::default() }),
            ..Template::default()
        };
        self.add(wrapper);
        name
    }
}

/// The argument that brings the items, unless they are constant.
pub(super) fn items_argument(scope: &Scope, each: &Each, body: DagId) -> Option<Parameter> {
    let (source, kind) = match &each.items {
        Items::Constant(_) | Items::Artifacts(_) => return None,
        Items::Parameter(source) => (source, ParamType::List),
        Items::Range(source) => (source, ParamType::Int),
    };
    let name = items_name(scope.t.state(body), scope.t.plan.dag(body));
    Some(argument(name, scope.wired(source, kind)))
}

/// What the task runs over.
fn turns(items: &Items, port: Option<&Port>, wrapped: bool, name: &str) -> (Option<String>, Option<Sequence>) {
    match items {
        Items::Constant(items) => {
            let kind = port.map_or(ParamType::Struct, kind);
            if matches!(kind, ParamType::Int | ParamType::Float) {
                let items: Vec<String> = items.iter().map(|item| wire::text(item, kind)).collect();
                return (Some(format!("[{}]", items.join(","))), None);
            }
            let items: Vec<Json> = if wrapped {
                items.iter().map(|item| serde_json::json!({ "v": wire::text(item, kind) })).collect()
            } else {
                items.clone()
            };
            (Some(wire::text(&Json::Array(items), ParamType::List)), None)
        }
        Items::Range(_) => {
            // Below 0 Argo would count down.
            let count = format!("inputs.parameters{}", member(name));
            (None, Some(Sequence { count: format!("{{{{=asInt({count}) > 0 ? {count} : '0'}}}}") }))
        }
        Items::Parameter(_) | Items::Artifacts(_) if !wrapped => {
            (Some(format!("{{{{inputs.parameters.{name}}}}}")), None)
        }
        Items::Parameter(_) | Items::Artifacts(_) => {
            let item = match port.map(kind) {
                Some(ParamType::String) => super::expression::encoded_item(),
                _ => cleaned("toJson(#)"),
            };
            let items = format!("map(fromJSON(inputs.parameters{}), {{ {{'v': ({item})}} }})", member(name));
            (Some(format!("{{{{=toJson({items})}}}}")), None)
        }
    }
}

/// The list of what all items yield.
fn collected(port: &Port) -> Parameter {
    let name = if port.is_artifact() { metadata(&port.name) } else { port.name.to_string() };
    let values = format!("fromJSON(tasks{}.outputs.parameters{})", member(ITEM), member(&name));
    let values = format!("filter({values}, {{#.v != '{ABSENT}'}})");
    let value = if kind(port) == ParamType::String { json_of_text(&decoded("#.v")) } else { "#.v".to_owned() };
    let made = format!("map({values}, {{{value}}})");
    // Lists of artifacts are flat: what is between the brackets of each.
    let made = if is_list(port) { format!("filter(map({made}, {{#[1:len(#) - 1]}}), {{# != ''}})") } else { made };
    let list = format!("'[' + join({made}, ',') + ']'");
    let expression = format!("tasks{}.status == 'Succeeded' ? {list} : '[]'", member(ITEM));
    let from = ValueFrom { expression: Some(expression), ..ValueFrom::default() };
    Parameter { name, value_from: Some(from), ..Parameter::default() }
}
