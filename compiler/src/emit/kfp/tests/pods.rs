//! Pods: what stands in the container spec and what in the platform spec.

use serde_json::{Value as Json, json};

use super::{call, component, constant, dag, documents, input, older, options, plan, text, value};
use crate::emit::{Options, SpotProvider};
use crate::plan::policy::{EnvValue, Mount, Spot, Toleration, Volume};
use crate::plan::{DagKind, ParamType, Plan, Pod, TextPiece};

fn with(pod: Pod) -> Plan {
    let mut task = call("w", 0, &[]);
    task.pod = Pod { image: pod.image.clone().or(Some(constant("busybox"))), ..pod }.into();
    let inputs = vec![text("name"), value("gpus", ParamType::Int)];
    plan(vec![component("work", vec![], vec![])], vec![dag("p", DagKind::Pipeline, inputs, vec![task])])
}

/// The task, the container and the executor's configuration.
fn parts(pod: Pod, options: &Options) -> (Json, Json, Json) {
    let (spec, platform) = documents(&with(pod), options);
    (
        spec["root"]["dag"]["tasks"]["w"].clone(),
        spec["deploymentSpec"]["executors"]["exec-work"]["container"].clone(),
        platform["platforms"]["kubernetes"]["deploymentSpec"]["executors"]["exec-work"].clone(),
    )
}

#[test]
fn what_is_known_at_run_time_is_a_placeholder_in_the_container() {
    let pod = Pod {
        image: Some(input("name")),
        cpu: Some(constant("500m")),
        memory_request: Some(input("name")),
        accelerator_count: Some(input("gpus")),
        ..Pod::default()
    };
    let (task, container, config) = parts(pod, &options());
    let name = "{{$.inputs.parameters['pipelinechannel--name']}}";
    assert_eq!(container["image"], name);
    let resources = json!({
        "accelerator": {
            "resourceCount": "{{$.inputs.parameters['pipelinechannel--gpus']}}",
            "resourceType": "nvidia.com/gpu",
        },
        "resourceCpuLimit": "500m",
        "resourceMemoryRequest": name,
    });
    assert_eq!(container["resources"], resources);
    let gpus = &task["inputs"]["parameters"]["pipelinechannel--gpus"];
    assert_eq!(gpus, &json!({ "componentInputParameter": "gpus" }));
    assert_eq!(config, Json::Null);
}

#[test]
fn environment_is_plain_or_a_reference() {
    let secret = |name| EnvValue::Secret { name, key: "k".to_owned(), optional: None };
    let env = [
        ("A", EnvValue::Text("3".to_owned())),
        ("B", secret(constant("keys"))),
        ("C", secret(input("name"))),
        ("F", secret(constant("keys"))),
        ("D", EnvValue::ConfigMap { name: constant("map"), key: "k".to_owned(), optional: Some(true) }),
        ("E", EnvValue::Field("metadata.name".to_owned())),
    ];
    let env = env.into_iter().map(|(name, value)| (name.into(), value)).collect();
    let (_, container, config) = parts(Pod { env, ..Pod::default() }, &options());
    assert_eq!(container["env"], json!([{ "name": "A", "value": "3" }]));
    let secrets = json!([
        {
            "keyToEnv": [{ "envVar": "B", "secretKey": "k" }, { "envVar": "F", "secretKey": "k" }],
            "optional": false,
            "secretName": "keys",
            "secretNameParameter": { "runtimeValue": { "constant": "keys" } },
        },
        {
            "keyToEnv": [{ "envVar": "C", "secretKey": "k" }],
            "optional": false,
            "secretNameParameter": { "componentInputParameter": "name" },
        },
    ]);
    assert_eq!(config["secretAsEnv"], secrets);
    assert_eq!(config["configMapAsEnv"][0]["optional"], true);
    assert_eq!(config["fieldPathAsEnv"], json!([{ "fieldPath": "metadata.name", "name": "E" }]));
}

#[test]
fn servers_that_do_not_read_optional_are_spared_it() {
    let secret = EnvValue::Secret { name: constant("keys"), key: "k".to_owned(), optional: None };
    let pod = Pod { env: [("B".into(), secret)].into_iter().collect(), ..Pod::default() };
    let (_, _, config) = parts(pod, &older(2, 14));
    assert_eq!(config["secretAsEnv"][0].get("optional"), None);
}

#[test]
fn claims_are_named_twice() {
    let mount = |name| Mount { path: "/data".to_owned(), volume: Volume::Pvc { name, sub_path: String::new() } };
    let pod = Pod { mounts: vec![mount(constant("disk")), mount(input("name"))], ..Pod::default() };
    let (_, _, config) = parts(pod, &options());
    let expected = json!([
        {
            "constant": "disk",
            "mountPath": "/data",
            "pvcNameParameter": { "runtimeValue": { "constant": "disk" } },
        },
        {
            "componentInputParameter": "name",
            "mountPath": "/data",
            "pvcNameParameter": { "componentInputParameter": "name" },
        },
    ]);
    assert_eq!(config["pvcMount"], expected);
}

#[test]
fn a_name_put_together_comes_from_a_small_task() {
    let pieces = vec![TextPiece::Text("disk-".to_owned()), TextPiece::Value(input("name"))];
    let name = crate::plan::Source::Text(pieces);
    let volume = Volume::Secret { name, optional: None };
    let pod = Pod { mounts: vec![Mount { path: "/s".to_owned(), volume }], ..Pod::default() };
    let (task, _, config) = parts(pod, &options());
    let from = json!({ "taskOutputParameter": { "outputParameterKey": "value", "producerTask": "value" } });
    assert_eq!(config["secretAsVolume"][0]["secretNameParameter"], from);
    assert_eq!(task["dependentTasks"], json!(["value"]));
}

#[test]
fn spot_is_a_label_and_a_toleration() {
    let spot = Spot { required: true, retries: Some(3) };
    let gke = Options { spot_provider: Some(SpotProvider::Gke), ..options() };
    let (task, _, config) = parts(Pod { spot: Some(spot), ..Pod::default() }, &gke);
    assert_eq!(config["nodeSelector"]["labels"], json!({ "cloud.google.com/gke-spot": "true" }));
    assert_eq!(config["tolerations"][0]["key"], "cloud.google.com/gke-spot");
    assert_eq!(task["retryPolicy"]["maxRetryCount"], 3);
}

#[test]
fn the_rest_of_a_pod() {
    let pod = Pod {
        tolerations: vec![Toleration::Json(input("name"))],
        labels: [("team".to_owned(), "growth".to_owned())].into_iter().collect(),
        image_pull_policy: Some("Always".to_owned()),
        image_pull_secrets: vec![constant("pull")],
        security: crate::plan::policy::Security { run_as_user: Some(1000), ..Default::default() },
        shared_memory: Some(crate::plan::policy::SharedMemory { volume: "shm".to_owned(), size: "1Gi".to_owned() }),
        ..Pod::default()
    };
    let (_, _, config) = parts(pod, &options());
    let expected = json!({
        "emptyDirMounts": [
            { "medium": "Memory", "mountPath": "/dev/shm", "sizeLimit": "1Gi", "volumeName": "shm" },
        ],
        "imagePullPolicy": "Always",
        "imagePullSecret": [
            { "secretName": "pull", "secretNameParameter": { "runtimeValue": { "constant": "pull" } } },
        ],
        "podMetadata": { "labels": { "team": "growth" } },
        "securityContext": { "runAsUser": "1000" },
        "tolerations": [{ "tolerationJson": { "componentInputParameter": "name" } }],
    });
    assert_eq!(config, expected);
}

#[test]
fn settings_of_the_run() {
    let mut made = with(Pod::default());
    made.config.ttl.completion = Some(60);
    made.config.timeout = Some(3600);
    let (spec, platform) = documents(&made, &options());
    let config = &platform["platforms"]["kubernetes"]["pipelineConfig"];
    assert_eq!(config, &json!({ "activeDeadlineSeconds": 3600, "resourceTtlOnCompletion": 60 }));
    assert_eq!(spec.get("defaultPipelineRoot"), None);
}
