//! Values: constants, texts, fields, what DAGs yield.

use serde_json::{Value as Json, json};

use super::{
    block, built, call, codes, component, constant, dag, dataset, input, keys, options, output, plan, text, value,
    yields,
};
use crate::plan::{DagKind, Key, ParamType, Plan, RunField, Source, TextPiece};

/// A pipeline whose task `made` yields `out`, a list and `data`, and whose task `used` takes `source` as `text`.
fn used(source: Source) -> Plan {
    let maker = component("make", vec![], vec![text("out"), value("list", ParamType::List), dataset("data", false)]);
    let user = component("use", vec![text("text")], vec![]);
    let tasks = vec![call("made", 0, &[]), call("used", 1, &[("text", source)])];
    plan(vec![maker, user], vec![dag("p", DagKind::Pipeline, vec![text("who"), value("j", ParamType::Struct)], tasks)])
}

fn parameters(plan: &Plan) -> Json {
    built(plan)["root"]["dag"]["tasks"]["used"]["inputs"]["parameters"].clone()
}

fn value_of(source: Source) -> TextPiece {
    TextPiece::Value(source)
}

#[test]
fn an_output_orders_the_tasks() {
    let made = used(output(0, "out"));
    let task = &built(&made)["root"]["dag"]["tasks"]["used"];
    assert_eq!(task["dependentTasks"], json!(["made"]));
    let from = json!({ "taskOutputParameter": { "outputParameterKey": "out", "producerTask": "made" } });
    assert_eq!(task["inputs"]["parameters"]["text"], from);
}

#[test]
fn values_in_a_text_come_through_channels() {
    let pieces = vec![
        TextPiece::Text("a ".into()),
        value_of(output(0, "out")),
        value_of(input("who")),
        value_of(constant(3)),
        value_of(Source::Run(RunField::Id)),
    ];
    let parameters = parameters(&used(Source::Text(pieces)));
    let made = "{{$.inputs.parameters['pipelinechannel--made-out']}}";
    let who = "{{$.inputs.parameters['pipelinechannel--who']}}";
    let run = "{{$.inputs.parameters['pipelinechannel--run-id']}}";
    assert_eq!(parameters["text"]["runtimeValue"]["constant"], format!("a {made}{who}3{run}"));
    assert_eq!(parameters["pipelinechannel--who"], json!({ "componentInputParameter": "who" }));
    let id = &parameters["pipelinechannel--run-id"]["runtimeValue"]["constant"];
    assert_eq!(id, "{{$.pipeline_job_uuid}}");
}

#[test]
fn a_field_is_selected_from_outside_in() {
    let inner = Source::Select(Box::new(input("j")), vec![Key::Field("a\"b".into())]);
    let parameters = parameters(&used(Source::Select(Box::new(inner), vec![Key::Index(2)])));
    let selector = &parameters["text"]["parameterExpressionSelector"];
    assert_eq!(selector, "parseJson(string_value)[\"a\\\"b\"][2]");
}

#[test]
fn what_is_known_is_selected_at_once() {
    let record = Source::Record(vec![("a".into(), Source::List(vec![constant(1), input("who")]))]);
    let keys = vec![Key::Field("a".into()), Key::Index(1)];
    let parameters = parameters(&used(Source::Select(Box::new(record), keys)));
    assert_eq!(parameters["text"], json!({ "componentInputParameter": "who" }));
}

#[test]
fn none_leaves_an_argument_out() {
    let mut made = used(constant(Json::Null));
    made.components[1].inputs[0].optional = true;
    assert_eq!(built(&made)["root"]["dag"]["tasks"]["used"].get("inputs"), None);
}

#[test]
fn a_text_for_a_sub_pipeline_is_put_together_before() {
    let user = component("use", vec![text("text")], vec![]);
    let inner = dag("inner", DagKind::Pipeline, vec![text("text")], vec![call("u", 0, &[("text", input("text"))])]);
    let pieces = Source::Text(vec![TextPiece::Text("hi ".into()), value_of(input("who"))]);
    let outer = dag("p", DagKind::Pipeline, vec![text("who")], vec![block("in", 1, &[("text", pieces)])]);
    let spec = built(&plan(vec![user], vec![outer, inner]));
    let tasks = &spec["root"]["dag"]["tasks"];
    let from = json!({ "taskOutputParameter": { "outputParameterKey": "value", "producerTask": "value" } });
    assert_eq!(tasks["in"]["inputs"]["parameters"]["text"], from);
    assert_eq!(tasks["in"]["dependentTasks"], json!(["value"]));
    let constant = &tasks["value"]["inputs"]["parameters"]["value"]["runtimeValue"]["constant"];
    assert_eq!(constant, "hi {{$.inputs.parameters['pipelinechannel--who']}}");
    let script = &spec["deploymentSpec"]["executors"]["exec-value"]["container"];
    assert_eq!(script["args"][0], "{{$.inputs.parameters['value']}}");
    assert!(!script["command"].to_string().contains("{{"), "a value inside of the script");
}

#[test]
fn a_dag_hands_out_constants_and_inputs_by_small_tasks() {
    let inner = dag("inner", DagKind::Pipeline, vec![text("t"), dataset("d", false)], vec![]);
    let inner = yields(
        inner,
        vec![
            (text("t"), vec![input("t")]),
            (value("n", ParamType::Int), vec![constant(3)]),
            (value("m", ParamType::Int), vec![constant(4)]),
            (dataset("d", false), vec![input("d")]),
        ],
    );
    let arguments = [("t", input("t")), ("d", input("d"))];
    let outer = dag("p", DagKind::Pipeline, vec![text("t"), dataset("d", false)], vec![block("in", 1, &arguments)]);
    let spec = built(&plan(vec![], vec![outer, inner]));
    let inner = &spec["components"]["comp-inner"]["dag"];
    assert_eq!(keys(&inner["tasks"]), ["value", "value-2", "value-3", "artifact"]);
    let n = &inner["outputs"]["parameters"]["n"]["valueFromParameter"];
    assert_eq!(n, &json!({ "outputParameterKey": "value", "producerSubtask": "value-2" }));
    let d = &inner["outputs"]["artifacts"]["d"]["artifactSelectors"];
    assert_eq!(d, &json!([{ "outputArtifactKey": "value", "producerSubtask": "artifact" }]));
    // One component a type, one executor for all of them.
    assert_eq!(keys(&spec["components"]), ["comp-inner", "comp-value", "comp-value-2", "comp-artifact"]);
    assert_eq!(keys(&spec["deploymentSpec"]["executors"]), ["exec-value", "exec-artifact"]);
}

#[test]
fn the_first_that_ran_is_picked() {
    let maker = component("make", vec![], vec![text("out")]);
    let tasks = vec![call("a", 0, &[]), call("b", 0, &[])];
    let picks = dag("p", DagKind::Pipeline, vec![], tasks);
    let picks = yields(picks, vec![(text("o"), vec![output(0, "out"), output(1, "out")])]);
    let spec = built(&plan(vec![maker], vec![picks]));
    let picked = &spec["root"]["dag"]["outputs"]["parameters"]["o"]["valueFromOneof"]["parameterSelectors"];
    let selector = |task: &str| json!({ "outputParameterKey": "out", "producerSubtask": task });
    assert_eq!(picked, &json!([selector("a"), selector("b")]));
}

#[test]
fn a_list_of_artifacts_is_not_taken_apart() {
    let user = component("use", vec![dataset("data", false)], vec![]);
    let first = Source::Select(Box::new(input("many")), vec![Key::Index(0)]);
    let tasks = vec![call("used", 0, &[("data", first)])];
    let made = plan(vec![user], vec![dag("p", DagKind::Pipeline, vec![dataset("many", true)], tasks)]);
    assert_eq!(codes(&made, &options()), ["E0709"]);
}
