//! A trigger for the emitters: its sources read out of their arguments, a drift spelled as Prometheus's rules.
//!
//! In: a checked program without faults, and one of its triggers. Out: the plan's trigger.

use indexmap::IndexMap;
use serde_json::Value as Json;
use smol_str::SmolStr;

use crate::plan::Key;
use crate::plan::trigger::{
    Alert, Argument, Event, EventKind, Field, Git, Kafka, Objects, Rule, Run, Schedule, SecretKey, Trigger, Value, Via,
    Webhook,
};
use crate::sema::hir::{self, EventValue, Program, SourceArgument, TriggerSource, ValueKind};
use crate::sema::types::Type;
use crate::sema::{kebab, port, utc};

/// The plan's trigger.
pub fn trigger(program: &Program, trigger: &hir::Trigger) -> Trigger {
    let started = &program.pipelines[trigger.pipeline.0 as usize];
    let argument = |(name, value): &(SmolStr, hir::Value)| {
        let input = started.inputs.iter().find(|input| input.name == *name)?;
        Some(Argument { port: port(input), value: self::value(value), span: value.span })
    };
    Trigger {
        name: kebab(&trigger.name).to_string(),
        description: trigger.description.clone(),
        pipeline: started.cluster_name.clone(),
        arguments: trigger.arguments.iter().filter(|(_, value)| !is_absent(value)).filter_map(argument).collect(),
        events: trigger.sources.iter().enumerate().map(|(at, source)| event(program, trigger, at, source)).collect(),
        cooldown: trigger.cooldown,
        concurrency: trigger.concurrency,
        enabled: trigger.enabled,
        span: trigger.span,
    }
}

fn is_absent(value: &hir::Value) -> bool {
    matches!(value.kind, ValueKind::Absent)
}

fn value(value: &hir::Value) -> Value {
    match &value.kind {
        ValueKind::Constant(json) => Value::Constant(json.clone()),
        ValueKind::Event(EventValue::Date { offset, format }) => {
            Value::Date { offset: *offset, format: format.clone() }
        }
        ValueKind::Event(_) | ValueKind::Select(..) => {
            let mut path = Vec::new();
            collect(value, &mut path);
            let ty = if matches!(value.ty.required(), Type::Json) { None } else { value.ty.wire() };
            Value::Event(Field { path, ty, optional: matches!(value.ty, Type::Optional(_)) })
        }
        ValueKind::Text(pieces) => Value::Text(pieces.iter().map(piece).collect()),
        ValueKind::List(items) => Value::List(items.iter().map(self::value).collect()),
        ValueKind::Record(fields) => {
            let present = fields.iter().filter(|(_, value)| !is_absent(value));
            Value::Record(present.map(|(key, value)| (super::sources::plain_key(key), self::value(value))).collect())
        }
        // A trigger has no tasks, inputs or runs to read from.
        _ => Value::Constant(Json::Null),
    }
}

fn piece(piece: &hir::TextPiece) -> Value {
    match piece {
        hir::TextPiece::Text(text) => Value::Constant(Json::from(text.as_str())),
        hir::TextPiece::Value(value) => self::value(value),
    }
}

/// The keys from the event down to `value`.
fn collect(value: &hir::Value, path: &mut Vec<Key>) {
    match &value.kind {
        ValueKind::Select(base, keys) => {
            collect(base, path);
            path.extend(keys.iter().cloned());
        }
        ValueKind::Event(EventValue::Field(fields)) => path.extend(fields.iter().cloned().map(Key::Field)),
        _ => {}
    }
}

/// The source at place `at` of those that start the trigger.
fn event(program: &Program, trigger: &hir::Trigger, at: usize, source: &TriggerSource) -> Event {
    let given = Given(source);
    let kind = match source.name.as_str() {
        "schedule" => EventKind::Schedule(Schedule {
            cron: given.text("cron"),
            timezone: given.some("timezone").unwrap_or_else(|| "UTC".to_owned()),
            start_deadline: given.seconds("start_deadline"),
            catch_up: given.flag("catch_up"),
            until: given.some("until").and_then(|text| utc(&text)),
        }),
        "alert" => EventKind::Alert(alert(given)),
        "drift" => EventKind::Alert(drift(trigger, at, given)),
        "webhook" => {
            EventKind::Webhook(Webhook { path: given.text("path"), auth: given.key("auth"), tls: given.secret("tls") })
        }
        "kafka" => EventKind::Kafka(Kafka {
            topic: given.text("topic"),
            brokers: given.list("brokers"),
            group: given.some("group"),
            auth: given.secret("auth"),
        }),
        "git" => EventKind::Git(Git {
            repository: given.text("repository"),
            branch: given.some("branch"),
            events: given.list_or("events", "push"),
            host: given.some("host").unwrap_or_else(|| "github".to_owned()),
            auth: given.key("auth"),
        }),
        "success" | "failure" => EventKind::Run(run(program, source, given)),
        _ => EventKind::Objects(objects(given)),
    };
    Event { kind, span: source.span }
}

fn run(program: &Program, source: &TriggerSource, given: Given<'_>) -> Run {
    let pipeline = given.pipeline("pipeline").map(|id| &program.pipelines[id.0 as usize]);
    Run {
        pipeline: pipeline.map(|pipeline| pipeline.cluster_name.clone()).unwrap_or_default(),
        outputs: pipeline.map(|pipeline| pipeline.outputs.iter().map(port).collect()).unwrap_or_default(),
        succeeded: source.name == "success",
    }
}

fn alert(given: Given<'_>) -> Alert {
    let (name, labels) = (given.text("name"), given.labels());
    match given.some("expr") {
        Some(expr) => {
            let summary = format!("{name}: {{{{ $value }}}}");
            let rule = Rule { labels, ..rule(given, name.clone(), expr, summary) };
            Alert { names: vec![name], labels: IndexMap::new(), rules: vec![rule] }
        }
        None => Alert { names: vec![name], labels, rules: Vec::new() },
    }
}

/// A drift is an alert on its score, and one on the age of it.
///
/// Series differ in more labels than those asked for, as in the pod that pushed them: the worst of them and the newest
/// count, so that a drift is one alert, and stays the same one.
fn drift(trigger: &hir::Trigger, at: usize, given: Given<'_>) -> Alert {
    let (model, metric) = (given.text("model"), given.text("metric"));
    let threshold = given.number("threshold");
    let feature = given.some("feature");
    let wanted = [("model", Some(&model)), ("metric", Some(&metric)), ("feature", feature.as_ref())];
    let wanted: Vec<_> = wanted.into_iter().filter_map(|(label, text)| Some((label, quoted(text?)))).collect();
    let labels = wanted.iter().map(|(label, _)| *label).collect::<Vec<_>>().join(", ");
    let matchers = wanted.iter().map(|(label, text)| format!("{label}={text}")).collect::<Vec<_>>().join(", ");
    let most = |series: &str| format!("max by ({labels}) ({series}{{{matchers}}})");
    let number = if at == 0 { String::new() } else { (at + 1).to_string() };
    let name = camel(&trigger.name) + &number;
    let what = format!("{} of {}", calm(&metric), calm(&model));
    let score = rule(
        given,
        name.clone(),
        format!("{} > {threshold}", most("mlc_drift_score")),
        format!("{what} is {{{{ $value }}}}, above {threshold}"),
    );
    let mut rules = vec![score];
    if let Some(age) = given.seconds("stale_after") {
        let series = "mlc_drift_timestamp_seconds";
        let expr = format!("time() - {} > {age} or absent({series}{{{matchers}}})", most(series));
        let summary = format!("{what} has not been measured for {age} s or more");
        rules.push(rule(given, format!("{name}Stale"), expr, summary));
    }
    Alert { names: rules.iter().map(|rule| rule.name.clone()).collect(), labels: IndexMap::new(), rules }
}

fn rule(given: Given<'_>, name: String, expr: String, summary: String) -> Rule {
    Rule {
        name,
        expr,
        hold: given.seconds("for").unwrap_or(0),
        severity: given.some("severity").unwrap_or_else(|| "warning".to_owned()),
        owner: given.some("owner"),
        runbook: given.some("runbook"),
        summary,
        labels: IndexMap::new(),
    }
}

fn objects(given: Given<'_>) -> Objects {
    let events = given.list_or("events", "created");
    let bucket = given.some("bucket").or_else(|| given.some("container")).unwrap_or_default();
    let has = |word: &str| events.iter().any(|event| event == word);
    Objects {
        bucket,
        prefix: given.some("prefix"),
        suffix: given.some("suffix"),
        created: has("created"),
        deleted: has("deleted"),
        via: via(given),
    }
}

fn via(given: Given<'_>) -> Via {
    let Some(SourceArgument::Call(call)) = given.argument("via") else {
        return Via::StorageQueue { queue: String::new(), auth: SecretKey { name: String::new(), key: String::new() } };
    };
    let given = Given(call);
    match call.name.as_str() {
        "minio" => Via::Minio {
            endpoint: given.text("endpoint"),
            auth: given.secret("auth").unwrap_or_default(),
            insecure: given.flag("insecure"),
        },
        "sqs" => Via::Sqs { queue: given.text("queue"), region: given.text("region"), auth: given.secret("auth") },
        "pubsub" => Via::Pubsub {
            topic: given.text("topic"),
            project: given.text("project"),
            subscription: given.some("subscription"),
            auth: given.key("auth"),
        },
        _ => Via::StorageQueue {
            queue: given.text("queue"),
            auth: given.key("auth").unwrap_or(SecretKey { name: String::new(), key: String::new() }),
        },
    }
}

/// `worse_drift` is the alert `WorseDrift`.
fn camel(name: &str) -> String {
    let capital = |word: &str| {
        let mut letters = word.chars();
        letters.next().map(|first| first.to_ascii_uppercase().to_string() + letters.as_str()).unwrap_or_default()
    };
    name.split('_').map(capital).collect()
}

/// A text for people, without the braces that Prometheus looks into.
fn calm(text: &str) -> String {
    text.replace(['{', '}'], "")
}

/// A text as `PromQL` writes it.
fn quoted(text: &str) -> String {
    Json::from(text).to_string()
}

/// A source's arguments by name.
#[derive(Clone, Copy)]
struct Given<'a>(&'a TriggerSource);

impl<'a> Given<'a> {
    fn argument(self, name: &str) -> Option<&'a SourceArgument> {
        self.0.arguments.iter().find(|(known, _)| known == name).map(|(_, argument)| argument)
    }

    fn constant(self, name: &str) -> Option<&'a Json> {
        match self.argument(name) {
            Some(SourceArgument::Constant(json)) => Some(json),
            _ => None,
        }
    }

    fn some(self, name: &str) -> Option<String> {
        self.constant(name)?.as_str().map(str::to_owned)
    }

    fn text(self, name: &str) -> String {
        self.some(name).unwrap_or_default()
    }

    fn seconds(self, name: &str) -> Option<u64> {
        self.constant(name)?.as_u64()
    }

    fn number(self, name: &str) -> String {
        self.constant(name).map(ToString::to_string).unwrap_or_default()
    }

    fn flag(self, name: &str) -> bool {
        self.constant(name).and_then(Json::as_bool).unwrap_or(false)
    }

    fn list(self, name: &str) -> Vec<String> {
        let items = self.constant(name).and_then(Json::as_array);
        items.into_iter().flatten().filter_map(Json::as_str).map(str::to_owned).collect()
    }

    fn list_or(self, name: &str, default: &str) -> Vec<String> {
        if self.constant(name).is_none() { vec![default.to_owned()] } else { self.list(name) }
    }

    fn labels(self) -> IndexMap<String, String> {
        let labels = self.constant("labels").and_then(Json::as_object);
        labels
            .into_iter()
            .flatten()
            .filter_map(|(key, value)| Some((key.clone(), value.as_str()?.to_owned())))
            .collect()
    }

    fn secret(self, name: &str) -> Option<String> {
        match self.argument(name) {
            Some(SourceArgument::Secret { name, .. }) => Some(name.clone()),
            _ => None,
        }
    }

    fn key(self, name: &str) -> Option<SecretKey> {
        match self.argument(name) {
            Some(SourceArgument::Secret { name, key: Some(key) }) => {
                Some(SecretKey { name: name.clone(), key: key.clone() })
            }
            _ => None,
        }
    }

    fn pipeline(self, name: &str) -> Option<hir::PipelineId> {
        match self.argument(name) {
            Some(SourceArgument::Pipeline(id)) => Some(*id),
            _ => None,
        }
    }
}
