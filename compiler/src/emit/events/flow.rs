//! What Argo Events hands on of each kind of event, and where its fields lie in it.
//!
//! In: an event of the plan. Out: its flows: what passes, what tells one event from others, where a field lies.
//! Always holds: the paths are those of Argo Events 1.9 and of the service's own messages; a message that tells of several
//! events at once fails, and is none of them alone.

use super::code::{self, Code, Part, at};
use super::git;
use super::runs;
use crate::plan::Key;
use crate::plan::trigger::{Event, EventKind, Git, Objects, Run, Via};

/// Events of one shape.
#[derive(Debug, Clone, Copy)]
pub(super) struct Flow<'a> {
    pub(super) event: &'a Event,
    pub(super) shape: Shape<'a>,
}

/// What a message looks like.
#[derive(Debug, Clone, Copy)]
pub(super) enum Shape<'a> {
    Alert,
    Webhook,
    Objects(&'a Objects),
    Kafka,
    Git(&'a Git, git::Kind),
    Run(&'a Run),
}

/// The flows of an event: one for each look of its messages; none for a schedule, which Argo Events has no part in.
pub(super) fn flows(event: &Event) -> Vec<Flow<'_>> {
    let shapes = match &event.kind {
        EventKind::Schedule(_) => Vec::new(),
        EventKind::Alert(_) => vec![Shape::Alert],
        EventKind::Webhook(_) => vec![Shape::Webhook],
        EventKind::Objects(objects) => vec![Shape::Objects(objects)],
        EventKind::Kafka(_) => vec![Shape::Kafka],
        EventKind::Git(git) => git::kinds(git).map(|kind| Shape::Git(git, kind)).collect(),
        EventKind::Run(run) => vec![Shape::Run(run)],
    };
    shapes.into_iter().map(|shape| Flow { event, shape }).collect()
}

impl Flow<'_> {
    /// The field that `path` begins with, and the keys below it.
    pub(super) fn field(&self, path: &[Key]) -> (Code, Vec<Key>) {
        let Some((Key::Field(name), below)) = path.split_first() else { return (Code::at("body"), path.to_vec()) };
        let mut below = below.to_vec();
        let code = match self.shape {
            Shape::Alert => alert(name),
            Shape::Webhook if name == "headers" => {
                if let Some(Key::Field(header)) = below.first_mut() {
                    *header = canonical(header).into();
                }
                headers()
            }
            Shape::Webhook => Code::at("body"),
            Shape::Objects(objects) => object(&objects.via, name),
            Shape::Kafka => message(name),
            Shape::Git(git, kind) => git::field(git, kind, name),
            Shape::Run(run) => runs::field(run, name),
        };
        (code, below)
    }

    /// What tells the event from others: parts, none of which may be absent.
    pub(super) fn identity(&self) -> Vec<Code> {
        let paths: &[&str] = match self.shape {
            // Who calls has no name for his event; a delivery that the bus repeats has the same one.
            Shape::Webhook | Shape::Kafka => return vec![Code { part: Part::Context, ..Code::of(at("id")) }],
            Shape::Alert => &["body.alerts.0.fingerprint", "body.alerts.0.startsAt"],
            Shape::Objects(objects) => match objects.via {
                Via::Minio { .. } => &[
                    "notification.0.eventName",
                    "notification.0.s3.bucket.name",
                    "notification.0.s3.object.key",
                    "notification.0.s3.object.sequencer",
                ],
                Via::Sqs { .. } => &[
                    "body.Records.0.eventName",
                    "body.Records.0.s3.bucket.name",
                    "body.Records.0.s3.object.key",
                    "body.Records.0.s3.object.sequencer",
                ],
                Via::Pubsub { .. } => &[
                    "attributes.eventType",
                    "attributes.bucketId",
                    "attributes.objectId",
                    "attributes.objectGeneration",
                ],
                Via::StorageQueue { .. } => &["body.id"],
            },
            Shape::Git(git, kind) => git::identity(git, kind),
            Shape::Run(_) => &["body.metadata.uid"],
        };
        paths.iter().map(|path| Code::at(path)).collect()
    }

    /// The list of events in a message, of which there must be one.
    pub(super) fn events(&self) -> Option<&'static str> {
        match self.shape {
            Shape::Alert => Some("body.alerts"),
            Shape::Objects(Objects { via: Via::Minio { .. }, .. }) => Some("notification"),
            Shape::Objects(Objects { via: Via::Sqs { .. }, .. }) => Some("body.Records"),
            Shape::Git(git, kind) => git::events(git, kind),
            _ => None,
        }
    }

    /// Why the source can't tell the field `name`, and what to do; `None` where it can.
    pub(super) fn lacks(&self, name: &str) -> Option<(&'static str, &'static str)> {
        let Shape::Objects(Objects { deleted: true, via, .. }) = self.shape else { return None };
        let unknown = match via {
            Via::Minio { .. } | Via::Sqs { .. } => ["size", "etag"].contains(&name),
            Via::StorageQueue { .. } => name == "size",
            Via::Pubsub { .. } => false,
        };
        unknown
            .then_some(("nothing of it is told of an object that was deleted", "leave `\"deleted\"` out of `events`"))
    }
}

/// A field of the one alert in a message of Alertmanager's.
fn alert(name: &str) -> Code {
    match name {
        "name" => Code::at("body.alerts.0.labels.alertname"),
        "labels" => Code::at("body.alerts.0.labels"),
        "starts_at" => Code::at("body.alerts.0.startsAt"),
        "fingerprint" => Code::at("body.alerts.0.fingerprint"),
        "url" => Code::at("body.alerts.0.generatorURL"),
        // The rule has it written there: an alert itself brings no value.
        _ => number("body.alerts.0.annotations.value"),
    }
}

/// A field of an object's notification.
fn object(via: &Via, name: &str) -> Code {
    match via {
        Via::Minio { .. } => record("notification.0", name, false),
        Via::Sqs { .. } => record("body.Records.0", name, true),
        Via::Pubsub { .. } => match name {
            "bucket" => Code::at("attributes.bucketId"),
            "key" => Code::at("attributes.objectId"),
            "size" => number("body.size"),
            "event" => Code::at("attributes.eventType"),
            "time" => Code::at("attributes.eventTime"),
            _ => Code::at("attributes.objectGeneration"),
        },
        Via::StorageQueue { .. } => match name {
            "container" => captured("body.subject", "^/blobServices/default/containers/([^/]+)/blobs/.*$"),
            "key" => captured("body.subject", "(?s)^/blobServices/default/containers/[^/]+/blobs/(.+)$"),
            "size" => Code::at("body.data.contentLength"),
            "event" => Code::at("body.eventType"),
            "time" => Code::at("body.eventTime"),
            _ => Code::at("body.data.url"),
        },
    }
}

/// A field of a record as S3 writes it; Amazon encodes keys as forms are.
fn record(base: &str, name: &str, encoded: bool) -> Code {
    let below = |path: &str| format!("{base}.{path}");
    match name {
        "bucket" => Code::at(&below("s3.bucket.name")),
        "key" if encoded => {
            let key = at(&below("s3.object.key"));
            let url = format!("(print \"s3://bucket/\" (replace \"+\" \"%20\" {key}))");
            Code::of(format!("(trimPrefix \"/\" (index (urlParse {url}) \"path\"))"))
        }
        "key" => Code::at(&below("s3.object.key")),
        "size" => Code::at(&below("s3.object.size")),
        "event" => Code::at(&below("eventName")),
        "time" => Code::at(&below("eventTime")),
        _ => Code::at(&below("s3.object.eTag")),
    }
}

/// A field of a message of Kafka's.
fn message(name: &str) -> Code {
    match name {
        "time" => {
            let read = format!("(mustToDate \"2006-01-02 15:04:05.999999999 -0700 MST\" {})", at("timestamp"));
            Code::of(format!("(dateInZone \"2006-01-02T15:04:05.999999999Z07:00\" {read} \"UTC\")"))
        }
        // The message's number stands at the end of the event's, and nowhere else.
        "offset" => {
            let offset = format!("(regexFind \"[0-9]+$\" {})", at("id"));
            Code { part: Part::Context, ..Code::of(format!("(float64 {offset})")) }
        }
        name => Code::at(name),
    }
}

/// The headers of a request, those of one name joined as HTTP has it.
fn headers() -> Code {
    Code {
        before: vec![
            "{{- $headers := dict }}".to_owned(),
            "{{- range $name, $values := .Input.header }}{{- $_ := set $headers $name (join \", \" $values) }}{{- end }}"
                .to_owned(),
        ],
        ..Code::of("$headers".to_owned())
    }
}

/// A number that arrives as a text.
fn number(path: &str) -> Code {
    let written = at(path);
    let is = format!("(regexMatch \"^[-+]?[0-9]+([.][0-9]+)?([eE][-+]?[0-9]+)?$\" {written})");
    Code::of(format!("(float64 {written})")).only_if(&is, &format!("{path} is no number"))
}

/// What the one group of `pattern` matches.
fn captured(path: &str, pattern: &str) -> Code {
    let (whole, pattern) = (at(path), code::text(pattern));
    Code::of(format!("(regexReplaceAll {pattern} {whole} \"${{1}}\")"))
        .only_if(&format!("(regexMatch {pattern} {whole})"), &format!("{path} is of another form"))
}

/// A header's name as Go writes it: `X-Request-Id`.
fn canonical(name: &str) -> String {
    let mut start = true;
    let letter = |letter: char| {
        let out = if start { letter.to_ascii_uppercase() } else { letter.to_ascii_lowercase() };
        start = letter == '-';
        out
    };
    name.chars().map(letter).collect()
}
