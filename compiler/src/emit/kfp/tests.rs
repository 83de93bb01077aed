//! The KFP back end on small plans made by hand.
//!
//! In: a plan of a few tasks. Out: the documents, read back as JSON.

mod blocks;
mod limits;
mod own;
mod pods;
mod python;
mod values;

use serde_json::{Value as Json, json};
use smol_str::SmolStr;

use crate::emit::{Emitted, Options, Target, Version, emit, yaml};
use crate::plan::{
    Callee, Component, ComponentId, Dag, DagId, DagKind, DagOutput, Implementation, ParamType, Piece, Plan, Policy,
    Port, RunConfig, Schema, Shape, Source, Task, TaskId, Word,
};
use crate::source::SourceMap;
use crate::source::Span;

fn port(name: &str, shape: Shape, python: &str) -> Port {
    Port::new(name.into(), shape, python.into())
}

fn value(name: &str, kind: ParamType) -> Port {
    let python = match kind {
        ParamType::String => "str",
        ParamType::Int => "int",
        ParamType::Float => "float",
        ParamType::Bool => "bool",
        ParamType::List => "list",
        ParamType::Struct | ParamType::Status => "dict",
    };
    port(name, Shape::Parameter(kind), python)
}

fn text(name: &str) -> Port {
    value(name, ParamType::String)
}

fn dataset(name: &str, list: bool) -> Port {
    let schema = Schema { title: "system.Dataset".into(), version: "0.0.1".into() };
    port(name, Shape::Artifact { schema, list }, "Dataset")
}

fn word(text: &str) -> Word {
    Word::Text(vec![Piece::Text(text.to_owned())])
}

fn component(name: &str, inputs: Vec<Port>, outputs: Vec<Port>) -> Component {
    Component {
        name: name.into(),
        description: None,
        inputs,
        outputs,
        implementation: Implementation::Container { command: vec![word("run")], args: Vec::new() },
        span: Span::default(),
    }
}

fn task(name: &str, callee: Callee) -> Task {
    Task {
        name: name.into(),
        callee,
        arguments: Vec::new(),
        after: Vec::new(),
        when: None,
        each: None,
        exit_of: None,
        policy: Policy::default(),
        pod: crate::plan::Pod { image: Some(constant("busybox")), ..crate::plan::Pod::default() }.into(),
        span: Span::default(),
    }
}

fn call(name: &str, leaf: u32, arguments: &[(&str, Source)]) -> Task {
    let arguments = arguments.iter().map(|(name, source)| (SmolStr::new(name), source.clone())).collect();
    Task { arguments, ..task(name, Callee::Component(ComponentId(leaf))) }
}

fn block(name: &str, dag: u32, arguments: &[(&str, Source)]) -> Task {
    let arguments = arguments.iter().map(|(name, source)| (SmolStr::new(name), source.clone())).collect();
    Task { arguments, ..task(name, Callee::Dag(DagId(dag))) }
}

fn dag(name: &str, kind: DagKind, inputs: Vec<Port>, tasks: Vec<Task>) -> Dag {
    Dag { name: name.into(), kind, description: None, inputs, outputs: Vec::new(), tasks, span: Span::default() }
}

fn yields(mut dag: Dag, outputs: Vec<(Port, Vec<Source>)>) -> Dag {
    dag.outputs = outputs.into_iter().map(|(port, from)| DagOutput { port, from }).collect();
    dag
}

fn plan(components: Vec<Component>, dags: Vec<Dag>) -> Plan {
    Plan {
        name: "p".to_owned(),
        config: RunConfig::default(),
        components,
        dags,
        root: DagId(0),
        forms: Vec::new(),
        span: Span::default(),
    }
}

fn constant(value: impl Into<Json>) -> Source {
    Source::Constant(value.into())
}

fn input(name: &str) -> Source {
    Source::Input(name.into())
}

fn output(task: u32, port: &str) -> Source {
    Source::Output(TaskId(task), port.into())
}

fn options() -> Options {
    Options::new(Target::Kfp)
}

fn older(major: u16, minor: u16) -> Options {
    Options { version: Some(Version { major, minor }), ..options() }
}

/// The pipeline spec and the platform spec.
fn documents(plan: &Plan, options: &Options) -> (Json, Json) {
    let Emitted { documents, diagnostics, .. } = emit(plan, &[], options, &SourceMap::default());
    assert_eq!(documents.len(), 1, "{diagnostics:?}");
    let (spec, platform) = documents[0].text.split_once("\n---\n").unwrap_or((&documents[0].text, "{}\n"));
    (yaml::read(spec).expect("a spec"), yaml::read(platform).expect("a platform spec"))
}

fn built(plan: &Plan) -> Json {
    documents(plan, &options()).0
}

fn codes(plan: &Plan, options: &Options) -> Vec<&'static str> {
    emit(plan, &[], options, &SourceMap::default())
        .diagnostics
        .iter()
        .map(|diagnostic| diagnostic.code.name())
        .collect()
}

fn keys(value: &Json) -> Vec<&str> {
    value.as_object().map(|fields| fields.keys().map(String::as_str).collect()).unwrap_or_default()
}

#[test]
fn one_task_is_the_smallest_spec() {
    let hello = dag("p", DagKind::Pipeline, vec![text("who")], vec![call("say", 0, &[("text", input("who"))])]);
    let spec = built(&plan(vec![component("say_it", vec![text("text")], vec![])], vec![hello]));
    let expected = json!({
        "components": { "comp-say-it": {
            "executorLabel": "exec-say-it",
            "inputDefinitions": { "parameters": { "text": { "parameterType": "STRING" } } },
        } },
        "deploymentSpec": { "executors": { "exec-say-it": { "container": {
            "command": ["run"], "image": "busybox",
        } } } },
        "pipelineInfo": { "name": "p" },
        "root": {
            "dag": { "tasks": { "say": {
                "cachingOptions": { "enableCache": true },
                "componentRef": { "name": "comp-say-it" },
                "inputs": { "parameters": { "text": { "componentInputParameter": "who" } } },
                "taskInfo": { "name": "say" },
            } } },
            "inputDefinitions": { "parameters": { "who": { "parameterType": "STRING" } } },
        },
        "schemaVersion": "2.1.0",
        "sdkVersion": concat!("mlc-", env!("CARGO_PKG_VERSION")),
    });
    assert_eq!(spec, expected);
}

#[test]
fn the_comment_above_stays_a_comment() {
    let mut who = text("who");
    who.default = Some("a\n  evil: 1".into());
    let mut made = plan(vec![], vec![dag("p", DagKind::Pipeline, vec![who, dataset("data", false)], vec![])]);
    made.config.description = Some("Two\nlines\u{2028}three".to_owned());
    let documents = emit(&made, &[], &options(), &SourceMap::default()).documents;
    let comment: Vec<&str> = documents[0].text.lines().take_while(|line| line.starts_with('#')).collect();
    let expected = [
        "# PIPELINE DEFINITION",
        "# Name: p",
        "# Description: Two",
        "#              lines three",
        "# Inputs:",
        "#    data: system.Dataset",
        "#    who: str [Default: 'a\\n  evil: 1']",
    ];
    assert_eq!(comment, expected);
}

#[test]
fn tasks_share_a_component_and_pods_part_it() {
    let mut third = call("c", 0, &[]);
    third.policy.timeout = Some(60);
    let tasks = vec![call("a", 0, &[]), call("b", 0, &[]), third];
    let made = plan(vec![component("work", vec![], vec![])], vec![dag("p", DagKind::Pipeline, vec![], tasks)]);
    let (spec, platform) = documents(&made, &options());
    assert_eq!(keys(&spec["components"]), ["comp-work", "comp-work-2"]);
    let of = |task: &str| spec["root"]["dag"]["tasks"][task]["componentRef"]["name"].clone();
    assert_eq!([of("a"), of("b"), of("c")], ["comp-work", "comp-work", "comp-work-2"]);
    let executors = &platform["platforms"]["kubernetes"]["deploymentSpec"]["executors"];
    assert_eq!(executors, &json!({ "exec-work-2": { "activeDeadlineSeconds": "60" } }));
}

#[test]
fn two_builds_are_the_same_bytes() {
    let tasks: Vec<Task> = (0..20).map(|number| call(&format!("t{number}"), number % 3, &[])).collect();
    let leaves = (0..3).map(|number| component(&format!("c{number}"), vec![], vec![])).collect();
    let made = plan(leaves, vec![dag("p", DagKind::Pipeline, vec![], tasks)]);
    assert_eq!(
        emit(&made, &[], &options(), &SourceMap::default()).documents,
        emit(&made, &[], &options(), &SourceMap::default()).documents
    );
}
