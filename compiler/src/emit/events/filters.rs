//! What passes a sensor: patterns for what lies at a path of an event.
//!
//! In: a flow. Out: filters, all of which must pass.
//! Always holds: an event that lacks what is asked for does not pass; what a user wrote stands in a pattern as a text.

use super::flow::{Flow, Shape};
use super::git;
use super::schema::{DataFilter, Filters};
use crate::plan::trigger::{Alert, EventKind, Objects, Via};

/// One of the patterns must match the text at the path.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Filter {
    path: String,
    patterns: Vec<String>,
}

impl Filter {
    pub(super) fn new(path: &str, patterns: impl IntoIterator<Item = String>) -> Self {
        Self { path: path.to_owned(), patterns: patterns.into_iter().collect() }
    }
}

/// What passes of a flow; nothing at all where it is not `awake`.
pub(super) fn filters(flow: &Flow<'_>, awake: bool) -> Filters {
    let list = match (flow.shape, &flow.event.kind) {
        (Shape::Alert, EventKind::Alert(alert)) => alerts(alert),
        (Shape::Objects(objects), _) => self::objects(objects),
        (Shape::Git(git, kind), _) => git::filters(git, kind),
        _ => Vec::new(),
    };
    let data = list.into_iter().map(|Filter { path, patterns }| DataFilter { path, kind: "string", value: patterns });
    Filters { data: data.collect(), script: (!awake).then_some("return false") }
}

/// An alert that fires; one that is over has another status.
fn alerts(alert: &Alert) -> Vec<Filter> {
    let mut filters = vec![
        Filter::new("body.alerts.0.status", [exactly("firing")]),
        Filter::new("body.alerts.0.labels.alertname", alert.names.iter().map(|name| exactly(name))),
    ];
    let label =
        |(name, value): (&String, &String)| Filter::new(&format!("body.alerts.0.labels.{name}"), [exactly(value)]);
    filters.extend(alert.labels.iter().map(label));
    filters
}

fn objects(objects: &Objects) -> Vec<Filter> {
    let words = |created: &'static str, deleted: &'static str| {
        [(objects.created, created), (objects.deleted, deleted)]
            .into_iter()
            .filter(|(on, _)| *on)
            .map(|(_, word)| begins(word))
    };
    let (prefix, suffix) = (objects.prefix.as_deref(), objects.suffix.as_deref());
    match &objects.via {
        // The server looks at all of it.
        Via::Minio { .. } => Vec::new(),
        Via::Sqs { .. } => {
            let mut filters = vec![
                Filter::new("body.Records.0.s3.bucket.name", [exactly(&objects.bucket)]),
                Filter::new("body.Records.0.eventName", words("ObjectCreated:", "ObjectRemoved:")),
            ];
            filters.extend(ends("body.Records.0.s3.object.key", "", prefix, suffix, encoded));
            filters
        }
        Via::Pubsub { .. } => {
            let mut filters = vec![
                Filter::new("attributes.bucketId", [exactly(&objects.bucket)]),
                Filter::new("attributes.eventType", words("OBJECT_FINALIZE", "OBJECT_DELETE")),
            ];
            filters.extend(ends("attributes.objectId", "", prefix, suffix, quoted));
            filters
        }
        Via::StorageQueue { .. } => {
            let container = format!("/blobServices/default/containers/{}/blobs/", objects.bucket);
            let mut filters = vec![Filter::new(
                "body.eventType",
                words("Microsoft.Storage.BlobCreated", "Microsoft.Storage.BlobDeleted"),
            )];
            filters.extend(ends("body.subject", &container, prefix.or(Some("")), suffix, quoted));
            filters
        }
    }
}

/// Filters for how a key begins, behind `before`, and how it ends.
fn ends(
    path: &str,
    before: &str,
    prefix: Option<&str>,
    suffix: Option<&str>,
    spelled: fn(&str) -> String,
) -> Vec<Filter> {
    let prefix = prefix.map(|prefix| Filter::new(path, [format!("^{}{}", quoted(before), spelled(prefix))]));
    let suffix = suffix.map(|suffix| Filter::new(path, [format!("{}$", spelled(suffix))]));
    prefix.into_iter().chain(suffix).collect()
}

/// The whole text.
pub(super) fn exactly(text: &str) -> String {
    format!("^{}$", quoted(text))
}

/// The text's beginning.
pub(super) fn begins(text: &str) -> String {
    format!("^{}", quoted(text))
}

/// Each of the texts.
pub(super) fn one_of(texts: &[&str]) -> Vec<String> {
    texts.iter().map(|text| exactly(text)).collect()
}

/// A pattern for the text itself.
pub(super) fn quoted(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.chars() {
        if "\\.+*?()|[]{}^$".contains(letter) {
            out.push('\\');
        }
        out.push(letter);
    }
    out
}

/// A pattern for a key that Amazon has encoded: each letter as it is, or by the numbers of its bytes.
fn encoded(text: &str) -> String {
    let letter = |letter: char| {
        if letter.is_ascii_alphanumeric() || "-_".contains(letter) {
            return letter.to_string();
        }
        let bytes: Vec<String> = letter.encode_utf8(&mut [0; 4]).bytes().map(|byte| format!("%{byte:02X}")).collect();
        let bytes = bytes.concat();
        if letter == ' ' { format!("(?:\\+|{bytes})") } else { format!("(?:{}|{bytes})", quoted(&letter.to_string())) }
    };
    text.chars().map(letter).collect()
}
