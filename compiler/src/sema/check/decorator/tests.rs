//! Unit tests: each decorator says what it should, and each fault has its code.
//!
//! In: decorators as text. Out: what their layer holds.

use super::{Layer, apply, layered};
use crate::plan::policy::{EnvValue, NodeAffinity, Toleration, Volume};
use crate::sema::check::elaborate::fake::{Fake, items};
use crate::sema::decorators::{self, Place};
use crate::sema::hir::Role;
use crate::syntax::ast::ItemKind;

/// The layer of `@…` decorators at `place`, and the codes reported.
fn layer_at(place: Place, text: &str) -> (Layer, Fake) {
    let source = format!("{text}\nconst X: Int = 1\n");
    let file = items(&source);
    let mut cx = Fake::new(&source, matches!(place, Place::Task | Place::Block));
    let mut layer = Layer::default();
    let item = file.items.iter().find(|item| matches!(item.kind, ItemKind::Const(_))).unwrap();
    for decorator in &item.decorators {
        apply(&decorator.name, &decorator.args, decorator.span, place, &mut layer, &mut cx);
    }
    (layer, cx)
}

fn good(place: Place, text: &str) -> Layer {
    let (layer, cx) = layer_at(place, text);
    assert!(cx.reports.is_empty(), "{text}: {:#?}", cx.reports);
    layer
}

fn constant(value: Option<&crate::sema::hir::Value>) -> Option<&str> {
    value.and_then(|value| value.as_constant()?.as_str())
}

/// One good use of each decorator; `after` is the caller's.
const USES: &[(Place, &str)] = &[
    (Place::Component, "@image(\"python:3.11\")"),
    (Place::Component, "@image_pull_policy(Always)"),
    (Place::Component, "@image_pull_secret(\"registry\")"),
    (Place::Component, "@resources(cpu = 1000m, memory = 256Mi, gpu = 1)"),
    (Place::Component, "@env(A = \"b\")"),
    (Place::Component, "@requires_env(\"A\")"),
    (Place::Component, "@mount(\"/data\", pvc = \"data\")"),
    (Place::Component, "@init_container(\"warm\", \"busybox\")"),
    (Place::Component, "@node_selector(disk = \"ssd\")"),
    (Place::Component, "@toleration(\"gpu\", operator = Exists)"),
    (Place::Component, "@node_affinity(match_expressions = [{ key = \"disk\", values = [\"ssd\"] }])"),
    (Place::Component, "@pod_affinity(\"kubernetes.io/hostname\", match_labels = { app = \"x\" })"),
    (Place::Component, "@spot(retries = 3)"),
    (Place::Component, "@service_account(\"trainer\")"),
    (Place::Component, "@security(run_as_user = 1000)"),
    (Place::Component, "@labels(team = \"growth\")"),
    (Place::Component, "@annotations(\"acme.io/note\" = \"any text, at all\")"),
    (Place::Component, "@shared_memory(1Gi)"),
    (Place::Component, "@task_config(resources, env, apply = true)"),
    (Place::Pipeline, "@name(\"churn\")"),
    (Place::Component, "@display(\"A name\")"),
    (Place::Component, "@retry(3)"),
    (Place::Component, "@timeout(6h)"),
    (Place::Component, "@cache(false)"),
    (Place::Component, "@side_effects"),
    (Place::Task, "@ignore_upstream_failure()"),
    (Place::Component, "@role(train)"),
    (Place::Component, "@priority(\"high\")"),
    (Place::Component, "@mutex(\"gpu\")"),
    (Place::Component, "@semaphore(\"limits\", \"gpu\")"),
    (Place::Component, "@allow(mutable_tag, \"mirrored nightly\")"),
    (Place::Pipeline, "@kfp(optional_flag = false)"),
    (Place::Component, "@argo(mutex = \"gpu\")"),
    (Place::Component, "@packages(\"pandas==2.2.3\")"),
    (Place::Component, "@pip_index(\"https://pypi.org/simple\", trusted_hosts = [\"pypi.org\"])"),
    (Place::Component, "@python(use_venv = true)"),
    (Place::Pipeline, "@parallelism(4)"),
    (Place::Pipeline, "@pipeline_root(\"s3://change/me\")"),
    (Place::Pipeline, "@workspace(size = 1Gi, storage_class = \"standard\", access_modes = [\"ReadWriteOnce\"])"),
    (Place::Pipeline, "@ttl(1d, failure = 7d)"),
    (Place::Trigger, "@cooldown(24h)"),
    (Place::Trigger, "@concurrency(\"forbid\")"),
    (Place::Trigger, "@enabled(false)"),
];

#[test]
fn every_decorator_says_something() {
    for (place, text) in USES {
        let mut layer = good(*place, text);
        layer.seen.clear();
        layer.keys.clear();
        assert_ne!(format!("{layer:?}"), format!("{:?}", Layer::default()), "{text}");
    }
    for decorator in decorators::all().filter(|decorator| decorator.name() != "after") {
        let used = USES.iter().any(|(_, text)| text[1..].split('(').next() == Some(decorator.name()));
        assert!(used, "no use of {}", decorator.name());
    }
}

#[test]
fn every_fault_has_its_code() {
    use Place::{Block, Component, Pipeline, Task, Trigger};
    for (place, text, codes) in [
        (Component, "@imag(\"python:3.11\")", vec!["E0501"]),
        (Component, "@base_image(\"python:3.11\")", vec!["E0501"]),
        (Pipeline, "@image(\"python:3.11\")", vec!["E0502"]),
        (Block, "@retry(3)", vec!["E0502"]),
        (Task, "@packages(\"pandas\")", vec!["E0502"]),
        (Component, "@cooldown(1h)", vec!["E0502"]),
        (Component, "@timeout(1h) @timeout(2h)", vec!["E0503"]),
        (Component, "@retry", vec!["E0504"]),
        (Component, "@labels()", vec!["E0504"]),
        (Component, "@toleration(effect = NoSchedule)", vec!["E0504"]),
        (Component, "@node_affinity(weight = 5)", vec!["E0504"]),
        (Component, "@mount(\"/x\", ephemeral = true)", vec!["E0504"]),
        (Component, "@retry(3, backof = 10s)", vec!["E0505"]),
        (Component, "@retry(retires = 3)", vec!["E0505"]),
        (Component, "@retry(3, retries = 4)", vec!["E0506"]),
        (Component, "@labels(a = \"x\") @labels(a = \"y\")", vec!["E0506"]),
        (Component, "@node_selector(a = \"x\", a = \"y\")", vec!["E0506"]),
        (Component, "@timeout(1h, 2h)", vec!["E0507"]),
        (Task, "@ignore_upstream_failure(true)", vec!["E0507"]),
        (Component, "@role(trian)", vec!["E0508"]),
        (Component, "@spot(mode = \"always\")", vec!["E0508"]),
        (Trigger, "@concurrency(queue)", vec!["E0508"]),
        (Component, "@retry(-1)", vec!["E0509"]),
        (Component, "@retry(3, factor = 0.5)", vec!["E0509"]),
        (Component, "@timeout(0s)", vec!["E0509"]),
        (Component, "@resources(gpu = 0)", vec!["E0509"]),
        (Task, "@display(text)", vec!["E0510"]),
        (Task, "@labels(a = text)", vec!["E0510"]),
        (Task, "@toleration(\"a\", value = text)", vec!["E0510"]),
        (Component, "@image(\"ghcr.io/Acme/train\")", vec!["E0511"]),
        (Component, "@resources(memory = 16GB)", vec!["E0512"]),
        (Component, "@timeout(30)", vec!["E0513"]),
        (Component, "@timeout(-1h)", vec!["E0513"]),
        (Component, "@labels(team = \"the growth team\")", vec!["E0514"]),
        (Component, "@labels(\"-x\" = \"y\")", vec!["E0514"]),
        (Component, "@env(\"my-var\" = \"x\")", vec!["E0515"]),
        (Component, "@mount(\"data\", pvc = \"x\")", vec!["E0516"]),
        (Component, "@service_account(\"Trainer_SA\")", vec!["E0517"]),
        (Pipeline, "@name(\"My Pipeline\")", vec!["E0517"]),
        (Component, "@labels(token = secret(\"a\", \"b\"))", vec!["E0518"]),
        (Component, "@mount(\"/x\", pvc = secret(\"a\"))", vec!["E0518"]),
        (Component, "@mount(\"/x\", secret = field(\"metadata.name\"))", vec!["E0518"]),
        (Component, "@mount(\"/x\")", vec!["E0520"]),
        (Component, "@mount(\"/x\", pvc = \"a\", secret = \"b\")", vec!["E0520"]),
        (Component, "@mount(\"/x\", secret = \"a\", sub_path = \"b\")", vec!["E0521"]),
        (Component, "@resources(accelerator_count = 2)", vec!["E0521"]),
        (Component, "@cache(false, key = \"x\")", vec!["E0521"]),
        (Component, "@argo(parallelism = 2)", vec!["E0521"]),
        (Component, "@argo(pod_gc = OnPodSuccess)", vec!["E0521"]),
        (Pipeline, "@argo(pod_gc_delay = 30s)", vec!["E0521"]),
        (Pipeline, "@argo(pod_gc = OnSuccess)", vec!["E0508"]),
        (Component, "@toleration(\"a\", seconds = 5s)", vec!["E0521"]),
        (Component, "@side_effects @cache(true)", vec!["E0522"]),
        (Component, "@cache @side_effects", vec!["E0522"]),
        (Component, "@resources(gpu = 1, accelerator = \"tpu\")", vec!["E0522"]),
        (Component, "@retry(1, backoff = 2h, max_backoff = 1h)", vec!["E0522"]),
        (Component, "@node_selector(json = { a = \"b\" }, c = \"d\")", vec!["E0522"]),
        (Component, "@toleration(\"a\", operator = Exists, value = \"b\")", vec!["E0522"]),
        (Component, "@mount(\"/x\", empty_dir = false)", vec!["E0524"]),
        (Task, "@resources(cpu = number)", vec!["E0524"]),
        (Task, "@toleration(json = text)", vec!["E0524"]),
        (Component, "@packages(\"pandas=2\")", vec!["E0525"]),
        (Component, "@pip_index(\"pypi.org\")", vec!["E0525"]),
        (Component, "@display(\"\")", vec!["E0526"]),
        (Component, "@mount(\"/x\", pvc = \"a\") @mount(\"/x\", pvc = \"b\")", vec!["E0527"]),
        (Component, "@env(A = field(\"metadata.nam\"))", vec!["E0528"]),
        (Component, "@env(A = secret(\"a\"))", vec!["E0504"]),
        (Component, "@env(A = secret(\"a\", \"b\", \"c\"))", vec!["E0507"]),
        (Component, "@resources(cpu = \"x\", memory = \"y\")", vec!["E0512", "E0512"]),
        (Component, "@node_affinity(match_expressions = [{ key = \"a\", operator = In }])", vec!["E0504"]),
        (Component, "@node_affinity(match_expressions = [{ kee = \"a\" }])", vec!["E0505"]),
    ] {
        let (_, cx) = layer_at(place, text);
        assert_eq!(cx.codes(), codes, "{text}: {:#?}", cx.reports);
    }
}

#[test]
fn a_retry_is_filled_with_the_language_s_defaults() {
    let retry = good(Place::Task, "@retry(3, backoff = 10s)").settings.policy.retry.unwrap();
    assert_eq!((retry.retries, retry.backoff, retry.max_backoff), (3, 10, 3_600));
    assert!((retry.factor - 2.0).abs() < f64::EPSILON);
    let run = good(Place::Pipeline, "@retry(1) @timeout(\"6h\")").run;
    assert_eq!((run.retry.unwrap().retries, run.timeout), (1, Some(21_600)));
}

#[test]
fn resources_are_passed_on_as_spelled() {
    let pod = good(Place::Task, "@resources(cpu = 1000m, memory = \"15G\", gpu = 2)").settings.pod;
    assert_eq!(constant(pod.cpu.as_ref()), Some("1000m"));
    assert_eq!(constant(pod.memory.as_ref()), Some("15G"));
    assert_eq!(constant(pod.accelerator.as_ref()), Some("nvidia.com/gpu"));
    assert_eq!(constant(pod.accelerator_count.as_ref()), Some("2"));
    let pod = good(Place::Task, "@resources(cpu = CORES, cpu_request = 0.5, accelerator = text)").settings.pod;
    assert_eq!(constant(pod.cpu.as_ref()), Some("4"));
    assert_eq!(constant(pod.cpu_request.as_ref()), Some("0.5"));
    assert!(pod.accelerator.unwrap().as_constant().is_none());
    assert_eq!(constant(pod.accelerator_count.as_ref()), Some("1"));
}

#[test]
fn env_takes_text_secrets_config_maps_and_fields() {
    let text = "@env(A = \"\", B = secret(text, \"key\"), C = configmap(\"m\", \"k\", optional = true), D = field(\"metadata.name\"))";
    let env = good(Place::Task, text).settings.pod.env;
    assert!(matches!(&env["A"], EnvValue::Text(text) if text.is_empty()));
    assert!(matches!(&env["B"], EnvValue::Secret { name, optional: None, .. } if name.as_constant().is_none()));
    assert!(matches!(&env["C"], EnvValue::ConfigMap { optional: Some(true), .. }));
    assert!(matches!(&env["D"], EnvValue::Field(path) if path == "metadata.name"));
}

#[test]
fn mounts_say_their_volume() {
    let mount = |text: &str| good(Place::Task, text).settings.pod.mounts.remove(0).volume;
    assert!(matches!(mount("@mount(\"/s\", secret = text)"), Volume::Secret { optional: None, .. }));
    let optional = "@mount(\"/s\", secret = secret(\"a\", optional = true))";
    assert!(matches!(mount(optional), Volume::Secret { optional: Some(true), .. }));
    let optional = "@mount(\"/s\", configmap = \"a\", optional = true)";
    assert!(matches!(mount(optional), Volume::ConfigMap { optional: Some(true), .. }));
    let pvc = "@mount(\"/s\", pvc = text, sub_path = \"a/b\")";
    assert!(matches!(mount(pvc), Volume::Pvc { sub_path, .. } if sub_path == "a/b"));
    let empty = "@mount(\"/data/Raw_1\", empty_dir = true, medium = Memory, size_limit = 1Gi)";
    assert!(matches!(mount(empty), Volume::EmptyDir { name, size_limit: Some(_), .. } if name == "data-raw-1"));
    let claim = "@mount(\"/s\", ephemeral = \"scratch\", size = 10Gi, labels = { a = \"b\" })";
    let Volume::Ephemeral { name, access_modes, size, labels, .. } = mount(claim) else { panic!("no claim") };
    assert_eq!((name.as_str(), size.as_str(), labels.len()), ("scratch", "10Gi", 1));
    assert_eq!(access_modes, ["ReadWriteOnce"]);
}

#[test]
fn rules_on_nodes_may_come_at_run_time() {
    let text = "@toleration(json = record) @node_affinity(json = record) @node_selector(json = record)";
    let pod = good(Place::Task, text).settings.pod;
    assert!(matches!(pod.tolerations.as_slice(), [Toleration::Json(_)]));
    assert!(matches!(pod.node_affinity.as_slice(), [NodeAffinity::Json(_)]));
    assert!(pod.node_selector_json.is_some() && pod.node_selector.is_empty());
}

#[test]
fn labels_of_a_pipeline_are_of_the_run_and_of_every_pod() {
    let layer = good(Place::Pipeline, "@labels(team = \"growth\")");
    assert_eq!(layer.run.labels["team"], "growth");
    assert_eq!(layer.settings.pod.labels["team"], "growth");
}

#[test]
fn names_and_roles_are_told() {
    let settings = good(Place::Task, "@name(\"accelerator-count\") @display(\"Same\") @role(train)").settings;
    assert_eq!(settings.name.as_deref(), Some("accelerator-count"));
    assert_eq!(settings.policy.display.as_deref(), Some("Same"));
    assert_eq!(settings.role, Some(Role::Train));
    assert_eq!(good(Place::Pipeline, "@name(\"x\")").cluster_name.as_deref(), Some("x"));
}

#[test]
fn nearer_layers_merge_add_up_or_replace() {
    let under = good(
        Place::Component,
        "@env(A = \"1\", B = \"1\") @resources(cpu = 1, memory = 1Gi) @toleration(\"a\") @mount(\"/x\", pvc = \"far\")
         @mount(\"/y\", pvc = \"far\") @retry(5) @packages(\"a\") @node_selector(k = \"v\")",
    );
    let over = good(
        Place::Task,
        "@env(B = \"2\") @resources(memory = 2Gi) @toleration(\"b\") @mount(\"/x\", pvc = \"near\") @retry(1)
         @node_selector(json = record)",
    );
    let both = layered(&under.settings, &over.settings);
    let text = |name: &str| match &both.pod.env[name] {
        EnvValue::Text(text) => Some(text.clone()),
        _ => None,
    };
    assert_eq!((text("A").as_deref(), text("B").as_deref()), (Some("1"), Some("2")));
    assert_eq!((both.pod.cpu.is_some(), constant(both.pod.memory.as_ref())), (false, Some("2Gi")));
    assert_eq!(both.pod.tolerations.len(), 2);
    let paths: Vec<&str> = both.pod.mounts.iter().map(|mount| mount.path.as_str()).collect();
    assert_eq!(paths, ["/y", "/x"]);
    assert_eq!(both.policy.retry.unwrap().retries, 1);
    assert_eq!(both.python.packages.as_deref(), Some(&["a".to_owned()][..]));
    assert!(both.pod.node_selector.is_empty() && both.pod.node_selector_json.is_some());
}

#[test]
fn the_project_s_defaults_replace_one_another() {
    let text = "@image(\"base\") @env(A = \"1\", B = \"1\") @mount(\"/x\", pvc = \"far\")
                @image(\"near\") @env(A = \"2\") @mount(\"/x\", pvc = \"near\")";
    let pod = good(Place::Defaults, text).settings.pod;
    assert_eq!(constant(pod.image.as_ref()), Some("near"));
    assert!(matches!(&pod.env["A"], EnvValue::Text(text) if text == "2"));
    assert_eq!((pod.env.len(), pod.mounts.len()), (2, 1));
    assert!(matches!(&pod.mounts[0].volume, Volume::Pvc { name, .. } if constant(Some(name)) == Some("near")));
}

#[test]
fn a_wrong_image_is_no_missing_one() {
    let (layer, cx) = layer_at(Place::Component, "@image(\"Wrong\")");
    assert_eq!(cx.codes(), ["E0511"]);
    assert!(layer.settings.pod.image.is_some());
}

#[test]
fn help_can_be_applied() {
    for (text, wrong, right) in [
        ("@imag(\"a\")", "imag", "image"),
        ("@timeout(30)", "30", "30s"),
        ("@resources(memory = 16GB)", "16GB", "16Gi"),
        ("@resources(memory = \"16GB\")", "\"16GB\"", "\"16Gi\""),
        ("@role(trian)", "trian", "train"),
        ("@image(\"ghcr.io/Acme/t\")", "\"ghcr.io/Acme/t\"", "\"ghcr.io/acme/t\""),
        ("@retry(3, backof = 1s)", "backof", "backoff"),
    ] {
        let (_, cx) = layer_at(Place::Component, text);
        let (span, replacement) = &cx.reports[0].help[0].edits[0];
        assert_eq!((&cx.text[span.range()], replacement.as_str()), (wrong, right), "{text}");
    }
}
