//! What starts runs: a trigger with its events, and what the run gets.
//!
//! In: made by `lower`. Out: read by the emitters.
//! Always holds: a value reads the event of its own trigger only; durations are whole seconds; a Prometheus rule stands
//! in words that Prometheus takes.

use indexmap::IndexMap;
use serde_json::Value as Json;
use smol_str::SmolStr;

use super::{Key, ParamType, Port};
use crate::source::Span;

/// `trigger NAME = SOURCE -> PIPELINE(arguments)`
#[derive(Debug, Clone, PartialEq)]
pub struct Trigger {
    /// Its name in kebab-case.
    pub name: String,
    /// What the source says of it.
    pub description: Option<String>,
    /// The cluster's name of the pipeline that it starts.
    pub pipeline: String,
    /// What the run gets; inputs that are not here have their defaults.
    pub arguments: Vec<Argument>,
    /// What starts it; several for `any(…)`.
    pub events: Vec<Event>,
    /// `@cooldown`, in seconds.
    pub cooldown: Option<u64>,
    /// `@concurrency`
    pub concurrency: Concurrency,
    /// `@enabled`
    pub enabled: bool,
    /// The name in its declaration.
    pub span: Span,
}

/// `@concurrency(…)`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default)]
pub enum Concurrency {
    /// Runs may overlap.
    #[default]
    Allow,
    /// A run that is due while another runs is left out.
    Forbid,
    /// A run that is due ends the one that runs.
    Replace,
}

/// One argument of the started pipeline.
#[derive(Debug, Clone, PartialEq)]
pub struct Argument {
    /// The pipeline's input.
    pub port: Port,
    /// What it gets.
    pub value: Value,
    /// Where that stands.
    pub span: Span,
}

/// A value that is known when the trigger fires.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// A constant.
    Constant(Json),
    /// A field of the event.
    Event(Field),
    /// `event.date(offset, format)`: seconds and a strftime format.
    Date {
        /// Seconds to add to the time at which the run was due.
        offset: i64,
        /// `%Y-%m-%d`
        format: String,
    },
    /// Text with values spliced in.
    Text(Vec<Value>),
    /// A list.
    List(Vec<Value>),
    /// A record.
    Record(Vec<(SmolStr, Value)>),
}

/// A field of an event.
#[derive(Debug, Clone, PartialEq)]
pub struct Field {
    /// The keys that lead to it, from outside in.
    pub path: Vec<Key>,
    /// What it must be; `None` where any JSON will do.
    pub ty: Option<ParamType>,
    /// Whether it may be absent.
    pub optional: bool,
}

/// What starts a run.
#[derive(Debug, Clone, PartialEq)]
pub struct Event {
    /// What happens.
    pub kind: EventKind,
    /// The call of the source.
    pub span: Span,
}

/// The kinds of events.
#[derive(Debug, Clone, PartialEq)]
pub enum EventKind {
    /// `schedule(…)`
    Schedule(Schedule),
    /// `alert(…)` and `drift(…)`
    Alert(Alert),
    /// `webhook(…)`
    Webhook(Webhook),
    /// `s3(…)`, `gcs(…)`, `azure_blob(…)`
    Objects(Objects),
    /// `kafka(…)`
    Kafka(Kafka),
    /// `git(…)`
    Git(Git),
    /// `success(…)`, `failure(…)`
    Run(Run),
}

/// `schedule(…)`
#[derive(Debug, Clone, PartialEq)]
pub struct Schedule {
    /// A line that robfig's parser takes: five fields, `@daily` or `@every 1h`.
    pub cron: String,
    /// An IANA zone.
    pub timezone: String,
    /// How many seconds late a run may still start.
    pub start_deadline: Option<u64>,
    /// Whether missed runs are made up for.
    pub catch_up: bool,
    /// When it ends, as RFC 3339 has it, in UTC.
    pub until: Option<String>,
}

/// `alert(…)` and `drift(…)`
#[derive(Debug, Clone, PartialEq)]
pub struct Alert {
    /// Names of the alerts that start a run.
    pub names: Vec<String>,
    /// Labels that they must have besides.
    pub labels: IndexMap<String, String>,
    /// The rules that raise them; empty where the rule is somebody else's.
    pub rules: Vec<Rule>,
}

/// An alerting rule of Prometheus.
#[derive(Debug, Clone, PartialEq)]
pub struct Rule {
    /// The alert's name.
    pub name: String,
    /// When it holds, in `PromQL`.
    pub expr: String,
    /// Seconds for which it must hold.
    pub hold: u64,
    /// `info`, `warning` or `critical`.
    pub severity: String,
    /// Whose it is; the project's owner if `None`.
    pub owner: Option<String>,
    /// Where it stands what to do.
    pub runbook: Option<String>,
    /// What it says, in a line; `{{ $value }}` and `{{ $labels.x }}` are Prometheus's own.
    pub summary: String,
    /// Labels besides.
    pub labels: IndexMap<String, String>,
}

/// A key of a Kubernetes secret.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct SecretKey {
    /// The secret.
    pub name: String,
    /// Its key.
    pub key: String,
}

/// `webhook(…)`
#[derive(Debug, Clone, PartialEq)]
pub struct Webhook {
    /// The path of its URL.
    pub path: String,
    /// The token that callers must send; `None` where anybody may call.
    pub auth: Option<SecretKey>,
    /// A secret with keys `tls.crt` and `tls.key`; plain HTTP if `None`.
    pub tls: Option<String>,
}

/// `s3(…)`, `gcs(…)`, `azure_blob(…)`: an object came or went.
#[derive(Debug, Clone, PartialEq)]
pub struct Objects {
    /// The bucket or container.
    pub bucket: String,
    /// What the key must begin with.
    pub prefix: Option<String>,
    /// What the key must end in.
    pub suffix: Option<String>,
    /// Whether a new object starts a run.
    pub created: bool,
    /// Whether an object's end does.
    pub deleted: bool,
    /// How it is heard.
    pub via: Via,
}

/// How the events of a store are heard.
#[derive(Debug, Clone, PartialEq)]
pub enum Via {
    /// Notifications of a `MinIO` server.
    Minio {
        /// `minio:9000`
        endpoint: String,
        /// A secret with keys `accesskey` and `secretkey`.
        auth: String,
        /// Whether it speaks plain HTTP.
        insecure: bool,
    },
    /// A queue of Amazon's that the bucket's notifications go to.
    Sqs {
        /// The queue.
        queue: String,
        /// Its region.
        region: String,
        /// A secret with keys `accesskey` and `secretkey`; the pod's identity if `None`.
        auth: Option<String>,
    },
    /// A topic of Google's.
    Pubsub {
        /// The topic.
        topic: String,
        /// Its project.
        project: String,
        /// A subscription that exists; made if `None`.
        subscription: Option<String>,
        /// A service account's key; the pod's identity if `None`.
        auth: Option<SecretKey>,
    },
    /// A queue of Azure's.
    StorageQueue {
        /// The queue.
        queue: String,
        /// Its connection string.
        auth: SecretKey,
    },
}

/// `kafka(…)`
#[derive(Debug, Clone, PartialEq)]
pub struct Kafka {
    /// The topic.
    pub topic: String,
    /// `host:port` of each broker.
    pub brokers: Vec<String>,
    /// The consumer group; the trigger's name if `None`.
    pub group: Option<String>,
    /// A secret with keys `user` and `password`.
    pub auth: Option<String>,
}

/// `git(…)`
#[derive(Debug, Clone, PartialEq)]
pub struct Git {
    /// `owner/name`
    pub repository: String,
    /// The branch; any if `None`.
    pub branch: Option<String>,
    /// `push`, `tag`, `pull_request`
    pub events: Vec<String>,
    /// `github`, `gitlab` or `bitbucket`
    pub host: String,
    /// What notifications are signed with; `None` where anybody may call.
    pub auth: Option<SecretKey>,
}

/// `success(…)`, `failure(…)`
#[derive(Debug, Clone, PartialEq)]
pub struct Run {
    /// The cluster's name of the pipeline that ran.
    pub pipeline: String,
    /// What it hands out: an output's name and type.
    pub outputs: Vec<Port>,
    /// Whether it must have succeeded, else failed.
    pub succeeded: bool,
}
