//! Unit tests: each source with its arguments and its event, and each fault with its code.
//!
//! In: triggers as text. Out: their sources.

use serde_json::json;

use super::{check, event_date, event_type};
use crate::sema::check::elaborate::fake::{Fake, items};
use crate::sema::hir::{EventValue, PipelineId, SourceArgument, TriggerSource};
use crate::sema::triggers;
use crate::sema::types::Type;
use crate::syntax::ast::{ExprKind, ItemKind};

fn sources(source: &str) -> (Vec<TriggerSource>, Fake) {
    let text = format!("trigger t = {source} -> p()\n");
    let file = items(&text);
    let mut cx = Fake::new(&text, false);
    let ItemKind::Trigger(decl) = &file.items[0].kind else { panic!("no trigger in {text}") };
    (check(decl, &mut cx), cx)
}

fn good(source: &str) -> Vec<TriggerSource> {
    let (sources, cx) = sources(source);
    assert!(cx.reports.is_empty(), "{source}: {:#?}", cx.reports);
    sources
}

fn fields(source: &str) -> Vec<(String, Type)> {
    let Type::Record(record) = event_type(&good(source)) else { panic!("{source}") };
    record.fields.iter().map(|field| (field.name.to_string(), field.ty.clone())).collect()
}

/// One good use of each source.
const USES: &[&str] = &[
    "schedule(\"0 2 * * *\", timezone = \"Europe/Berlin\", start_deadline = 5m, catch_up = true, until = \"2030-01-01\")",
    "alert(\"ChurnAucLow\", expr = \"model_auc{model=\\\"churn\\\"} < 0.82\", for = 6h, labels = { team = \"growth\" })",
    "drift(model = \"churn\", metric = \"psi\", threshold = 0.2, for = 30m, feature = \"age\", stale_after = 2d)",
    "webhook(\"/hooks/churn\", body = Int, auth = secret(\"hooks\", \"token\"))",
    "s3(bucket = \"raw\", prefix = \"churn/\", suffix = \"_SUCCESS\", via = sqs(\"raw-events\", region = \"eu-west-1\"))",
    "s3(\"raw\", events = [deleted], via = minio(\"minio:9000\", auth = secret(\"minio\")))",
    "gcs(\"raw\", via = pubsub(\"raw-events\", project = \"acme\"))",
    "azure_blob(\"raw\", via = storage_queue(\"q\", auth = secret(\"azure\", \"connection\")))",
    "kafka(\"events\", brokers = [\"kafka:9092\"], auth = secret(\"kafka\"))",
    "git(\"acme/churn\", branch = \"main\", auth = none)",
    "success(prepare)",
    "failure(prepare)",
];

#[test]
fn every_source_can_be_used() {
    for source in USES {
        let found = good(source);
        assert!(matches!(found.as_slice(), [one] if source.starts_with(one.name.as_str())), "{source}");
        assert!(!fields(source).is_empty(), "{source}");
    }
    for source in triggers::TABLE {
        let name = format!("{}(", source.signature.name);
        assert!(USES.iter().any(|used| used.starts_with(&name)), "no use of {name}");
    }
}

#[test]
fn every_fault_has_its_code() {
    for (source, codes) in [
        ("schedul(\"@daily\")", vec!["E0601"]),
        ("cron(\"@daily\")", vec!["E0601"]),
        ("s3(\"raw\", via = sns(\"x\"))", vec!["E0601"]),
        ("schedule(\"0 2 * *\")", vec!["E0602"]),
        ("schedule(\"@daily\", timezone = \"Mars/Base\")", vec!["E0603"]),
        ("schedule(\"@daily\", until = \"tomorrow\")", vec!["E0604"]),
        ("webhook(\"hooks\", auth = none)", vec!["E0605"]),
        ("s3(\"s3://raw/x\", via = sqs(\"q\", region = \"eu-west-1\"))", vec!["E0605"]),
        ("kafka(\"t\", brokers = [\"kafka\"])", vec!["E0605"]),
        ("alert(\"A\", expr = \"up\")", vec!["E0606"]),
        ("alert(\"A-b\")", vec!["E0607"]),
        ("alert(\"A\", labels = { \"a-b\" = \"c\" })", vec!["E0607"]),
        ("prepare", vec!["E0608"]),
        ("\"@daily\"", vec!["E0608"]),
        ("webhook(\"/x\")", vec!["E0609"]),
        ("git(\"a/b\")", vec!["E0609"]),
        ("any(success(prepare))", vec!["E0610"]),
        ("any(success(prepare), any(failure(prepare), success(prepare)))", vec!["E0610"]),
        ("any(success(prepare), b = failure(prepare))", vec!["E0610"]),
        ("schedule()", vec!["E0504"]),
        ("s3(\"raw\")", vec!["E0504"]),
        ("schedule(\"@daily\", timezon = \"UTC\")", vec!["E0505"]),
        ("schedule(\"@daily\", start_deadline = 5)", vec!["E0513"]),
        ("webhook(\"/x\", auth = \"hunter2\")", vec!["E0519"]),
        ("s3(\"raw\", via = minio(\"minio:9000\", auth = \"hunter2\"))", vec!["E0519"]),
        ("s3(\"raw\", via = \"q\")", vec!["E0524"]),
        ("alert(\"A\", for = 5m)", vec!["E0521"]),
        ("drift(\"churn\", metric = secret(\"a\", \"b\"), threshold = 0.2)", vec!["E0518"]),
    ] {
        let (_, cx) = sources(source);
        assert_eq!(cx.codes(), codes, "{source}: {:#?}", cx.reports);
    }
}

#[test]
fn arguments_are_kept_by_name() {
    let source =
        good("s3(\"raw\", events = [created, deleted], via = minio(\"minio:9000\", auth = secret(\"minio\")))")
            .remove(0);
    let argument = |source: &TriggerSource, name: &str| {
        source.arguments.iter().find(|(known, _)| known == name).map(|(_, argument)| argument.clone()).unwrap()
    };
    assert_eq!(argument(&source, "events"), SourceArgument::Constant(json!(["created", "deleted"])));
    let SourceArgument::Call(via) = argument(&source, "via") else { panic!("no call") };
    assert_eq!(via.name, "minio");
    let secret = SourceArgument::Secret { name: "minio".to_owned(), key: None };
    assert_eq!(argument(&via, "auth"), secret);
    let source = good("success(prepare)").remove(0);
    assert_eq!(argument(&source, "pipeline"), SourceArgument::Pipeline(PipelineId(0)));
    let source = good("schedule(\"@daily\", start_deadline = 5m)").remove(0);
    assert_eq!(argument(&source, "start_deadline"), SourceArgument::Constant(json!(300)));
    let source = good("webhook(\"/x\", auth = none)").remove(0);
    assert_eq!(argument(&source, "auth"), SourceArgument::Absent);
}

#[test]
fn events_have_types() {
    let body = |source: &str| fields(source).into_iter().find(|(name, _)| name == "body").unwrap().1;
    assert_eq!(body("webhook(\"/x\", body = Int, auth = none)"), Type::Int);
    assert_eq!(body("webhook(\"/x\", auth = none)"), Type::Json);
    assert_eq!(fields("schedule(\"@daily\")"), [("time".to_owned(), Type::String)]);
}

#[test]
fn joined_sources_share_their_common_fields() {
    let names: Vec<String> = fields(
        "any(s3(\"a\", via = sqs(\"q\", region = \"eu-west-1\")), azure_blob(\"b\", via = storage_queue(\"q\", auth = secret(\"a\", \"b\"))))",
    )
    .into_iter()
    .map(|(name, _)| name)
    .collect();
    assert_eq!(names, ["key", "size", "event", "time"]);
    let mixed = "any(webhook(\"/x\", body = Int, auth = none), kafka(\"t\", brokers = [\"k:1\"]))";
    assert!(fields(mixed).iter().all(|(name, _)| name != "body"), "bodies of two types are not common");
}

#[test]
fn a_source_that_is_partly_wrong_still_has_an_event() {
    let (found, cx) = sources("schedule(\"nonsense\")");
    assert_eq!(cx.codes(), ["E0602"]);
    assert!(!event_type(&found).is_error());
    assert!(event_type(&[]).is_error());
}

#[test]
fn dates_of_events() {
    let date = |arguments: &str| {
        let text = format!("trigger t = schedule(\"@daily\") -> date({arguments})\n");
        let file = items(&text);
        let mut cx = Fake::new(&text, false);
        let ItemKind::Trigger(decl) = &file.items[0].kind else { panic!("no trigger") };
        let ExprKind::Call(_, args) = &decl.target.kind else { panic!("no call") };
        let value = event_date(args, decl.target.span, &mut cx);
        (value, cx.codes())
    };
    let expected = EventValue::Date { offset: -86_400, format: "%Y/%m".to_owned() };
    assert_eq!(date("offset = -1d, format = \"%Y/%m\"").0, Some(expected));
    assert_eq!(date("").0, Some(EventValue::Date { offset: 0, format: "%Y-%m-%d".to_owned() }));
    assert_eq!(date("format = \"%Q\"").1, ["E0611"]);
    assert_eq!(date("offset = 1").1, ["E0513"]);
}
