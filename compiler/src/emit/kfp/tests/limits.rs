//! What KFP lacks, and since when it has the rest; pipelines taken in whole.

use std::rc::Rc;

use serde_json::json;

use super::{block, call, codes, component, constant, dag, documents, input, keys, older, options, output, plan, text};
use crate::emit::capabilities::{self, Support};
use crate::plan::policy::{Cache, PodAffinity, Spot};
use crate::plan::{Component, DagKind, Formula, Implementation, Plan, Pod, Shape, Task};

fn one(task: Task) -> Plan {
    let inputs = vec![text("name"), super::dataset("data", false)];
    plan(vec![component("work", vec![], vec![])], vec![dag("p", DagKind::Pipeline, inputs, vec![task])])
}

fn with(pod: Pod) -> Plan {
    one(Task { pod: pod.into(), ..call("w", 0, &[]) })
}

#[test]
fn what_kfp_lacks_is_an_error_with_the_reason_of_the_table() {
    let made = with(Pod { mutex: Some("m".to_owned()), ..Pod::default() });
    let crate::emit::Emitted { documents, diagnostics, .. } =
        crate::emit::emit(&made, &[], &options(), &crate::source::SourceMap::default());
    assert!(documents.is_empty());
    assert_eq!(diagnostics[0].code.name(), "E0701");
    let Support::No { reason, instead } = capabilities::MUTEX.kfp else { panic!("KFP has locks now") };
    assert_eq!(diagnostics[0].notes, [reason]);
    assert_eq!(diagnostics[0].help[0].text, instead);
}

#[test]
fn each_setting_without_a_place_is_reported() {
    let pods = [
        Pod { service_account: Some("s".to_owned()), ..Pod::default() },
        Pod { priority: Some("p".to_owned()), ..Pod::default() },
        Pod { mutex: Some("m".to_owned()), ..Pod::default() },
    ];
    for pod in pods {
        assert_eq!(codes(&with(pod), &options()), ["E0701"]);
    }
    let mut made = with(Pod::default());
    made.config.parallelism = Some(3);
    assert_eq!(codes(&made, &options()), ["E0701"]);
}

#[test]
fn what_the_run_asked_for_is_reported_once() {
    let account = Some("s".to_owned());
    let mut made = with(Pod { service_account: account.clone(), ..Pod::default() });
    made.config.service_account = account;
    assert_eq!(codes(&made, &options()), ["E0701"]);
}

#[test]
fn an_older_release_is_told_what_it_lacks() {
    let mut task = call("w", 0, &[]);
    task.policy.cache = Some(Cache { enabled: true, key: Some("k".to_owned()) });
    let made = one(task);
    assert_eq!(codes(&made, &older(2, 3)), ["E0702"]);
    assert_eq!(codes(&made, &older(2, 4)), Vec::<&str>::new());
    assert_eq!(codes(&made, &options()), Vec::<&str>::new());
}

#[test]
fn what_the_back_end_leaves_out_is_a_warning() {
    let affinity = PodAffinity {
        expressions: Vec::new(),
        labels: [("a".to_owned(), "b".to_owned())].into_iter().collect(),
        topology_key: "t".to_owned(),
        namespaces: Vec::new(),
        namespace_expressions: Vec::new(),
        namespace_labels: indexmap::IndexMap::new(),
        weight: None,
        anti: true,
    };
    let made = with(Pod { pod_affinity: vec![affinity], ..Pod::default() });
    assert_eq!(codes(&made, &options()), ["E0703"]);
    let (_, platform) = documents(&made, &options());
    let config = &platform["platforms"]["kubernetes"]["deploymentSpec"]["executors"]["exec-work"];
    assert_eq!(config["podAffinity"][0]["anti"], true);
}

#[test]
fn spot_asks_for_a_provider() {
    let made = with(Pod { spot: Some(Spot { required: true, retries: None }), ..Pod::default() });
    assert_eq!(codes(&made, &options()), ["E0704"]);
}

#[test]
fn a_condition_does_not_read_artifacts() {
    let mut branch = block("b", 1, &[]);
    branch.when = Some(Formula::Present(input("data")));
    let mut made = one(branch);
    made.dags.push(dag("then", DagKind::Branch, vec![], vec![call("w", 0, &[])]));
    assert_eq!(codes(&made, &options()), ["E0708"]);
}

#[test]
fn an_approval_needs_a_gate() {
    let mut made = one(call("w", 0, &[]));
    made.components[0].implementation = Implementation::Approval { message: "go?".to_owned(), timeout: None };
    assert_eq!(codes(&made, &options()), ["E0701"]);
}

/// A component that is a compiled pipeline with names that are taken already.
fn compiled() -> Component {
    let spec = json!({
        "components": {
            "comp-work": {
                "executorLabel": "exec-work",
                "outputDefinitions": { "parameters": { "out": { "parameterType": "STRING" } } },
            },
        },
        "deploymentSpec": { "executors": { "exec-work": { "container": { "image": "alpine" } } } },
        "pipelineInfo": { "name": "other" },
        "root": {
            "dag": {
                "outputs": { "parameters": { "out": { "valueFromParameter": {
                    "outputParameterKey": "out", "producerSubtask": "work",
                } } } },
                "tasks": { "work": { "componentRef": { "name": "comp-work" }, "taskInfo": { "name": "work" } } },
            },
            "outputDefinitions": { "parameters": { "out": { "parameterType": "STRING" } } },
        },
    });
    let platform = json!({ "platforms": { "kubernetes": {
        "deploymentSpec": { "executors": { "exec-work": { "imagePullPolicy": "Always" } } },
        "pipelineConfig": { "workspace": { "size": "1Gi" } },
    } } });
    Component {
        implementation: Implementation::Ir { spec: Rc::new(spec), platform: Some(Rc::new(platform)) },
        ..component("other", vec![], vec![text("out")])
    }
}

#[test]
fn a_compiled_pipeline_comes_in_under_names_of_its_own() {
    let user = component("work", vec![text("x")], vec![]);
    let tasks =
        vec![call("a", 0, &[("x", constant("1"))]), call("b", 1, &[]), call("c", 0, &[("x", output(1, "out"))])];
    let made = plan(vec![user, compiled()], vec![dag("p", DagKind::Pipeline, vec![], tasks)]);
    let (spec, platform) = documents(&made, &options());
    assert_eq!(keys(&spec["components"]), ["comp-work", "comp-other", "comp-work-2"]);
    let inner = &spec["components"]["comp-other"]["dag"]["tasks"]["work"]["componentRef"]["name"];
    assert_eq!(inner, "comp-work-2");
    assert_eq!(spec["components"]["comp-work-2"]["executorLabel"], "exec-work-2");
    assert_eq!(spec["deploymentSpec"]["executors"]["exec-work-2"]["container"]["image"], "alpine");
    let kubernetes = &platform["platforms"]["kubernetes"];
    assert_eq!(kubernetes["deploymentSpec"]["executors"], json!({ "exec-work-2": { "imagePullPolicy": "Always" } }));
    assert_eq!(kubernetes["pipelineConfig"], json!({ "workspace": { "size": "1Gi" } }));
}

#[test]
fn types_are_told_apart_by_more_than_the_kind() {
    let schema = crate::plan::Schema { title: "acme.Features".into(), version: "1.0.0".into() };
    let own = super::port("f", Shape::Artifact { schema, list: true }, "Features(Dataset)");
    let made = plan(
        vec![component("work", vec![own.clone()], vec![])],
        vec![dag("p", DagKind::Pipeline, vec![own], vec![call("w", 0, &[("f", input("f"))])])],
    );
    let (spec, _) = documents(&made, &options());
    let expected = json!({
        "artifactType": { "schemaTitle": "acme.Features", "schemaVersion": "1.0.0" },
        "isArtifactList": true,
    });
    assert_eq!(spec["components"]["comp-work"]["inputDefinitions"]["artifacts"]["f"], expected);
}
