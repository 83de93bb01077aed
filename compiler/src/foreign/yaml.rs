//! YAML documents as trees that know where each value stands. The only place that reads YAML.
//!
//! In: a text. Out: its documents as [`Node`]s, or what is wrong with the first thing that cannot be read.
//! Always holds: reading takes bounded time, memory and stack, whatever the text; a key that stands twice is an error;
//! plain words mean what they mean to KFP's reader (YAML 1.1: `yes` is a truth value).

use std::fmt;

use serde::{
    Deserialize, Deserializer,
    de::{MapAccess, SeqAccess, Visitor},
};
use serde_json::Value as Json;
use serde_yaml::Spanned;

use super::{Origin, errors, yaml_scalar::plain};
use crate::{diag::Diagnostic, source::Span};

/// Bytes of a text.
const MAX_BYTES: usize = 16 << 20;
/// Collections in collections.
const MAX_DEPTH: usize = 64;
/// Bytes of stack that reading may take: the crate's recursion is deep a level where it is not optimised.
const STACK: usize = MAX_DEPTH * (128 << 10);
/// Values of all documents.
const MAX_NODES: usize = 1_000_000;
/// Uses of anchors, and values that they bring.
const MAX_ALIASES: usize = 1_000;

/// A value and its place.
#[derive(Debug, Clone, PartialEq)]
pub struct Node {
    /// The value.
    pub value: Value,
    /// Where it stands.
    pub span: Span,
}

/// What a node holds.
#[derive(Debug, Clone, PartialEq)]
pub enum Value {
    /// `null`, nothing.
    Null,
    /// `true`
    Bool(bool),
    /// `1`, `0.5`
    Number(serde_json::Number),
    /// Text.
    Text(String),
    /// `- a`
    List(Vec<Node>),
    /// `a: b`, in source order.
    Record(Vec<(String, Node)>),
}

impl Node {
    /// The value under a key of a record.
    pub fn get(&self, key: &str) -> Option<&Node> {
        self.record().iter().find(|(name, _)| name == key).map(|(_, node)| node)
    }

    /// The entries of a record; none of anything else.
    pub fn record(&self) -> &[(String, Node)] {
        if let Value::Record(entries) = &self.value { entries } else { &[] }
    }

    /// The items of a list; none of anything else.
    pub fn list(&self) -> &[Node] {
        if let Value::List(items) = &self.value { items } else { &[] }
    }

    /// The text, if it is one.
    pub fn text(&self) -> Option<&str> {
        if let Value::Text(text) = &self.value { Some(text) } else { None }
    }

    /// Whether it is `true`.
    pub fn is_true(&self) -> bool {
        self.value == Value::Bool(true)
    }

    /// The value without places.
    pub fn json(&self) -> Json {
        match &self.value {
            Value::Null => Json::Null,
            Value::Bool(truth) => Json::Bool(*truth),
            Value::Number(number) => Json::Number(number.clone()),
            Value::Text(text) => Json::String(text.clone()),
            Value::List(items) => Json::Array(items.iter().map(Self::json).collect()),
            Value::Record(entries) => {
                Json::Object(entries.iter().map(|(key, node)| (key.clone(), node.json())).collect())
            }
        }
    }
}

/// Reads all documents of a text.
pub fn documents(text: &str, origin: &Origin) -> Result<Vec<Node>, Box<Diagnostic>> {
    if text.len() > MAX_BYTES {
        return Err(errors::yaml_unreadable(origin.span(0..0), "it is larger than 16 MiB").into());
    }
    let options = serde_yaml::options! {
        budget: serde_yaml::budget! {
            max_depth: MAX_DEPTH,
            max_nodes: MAX_NODES,
            max_events: 3 * MAX_NODES,
            max_aliases: MAX_ALIASES,
            max_anchors: MAX_ALIASES,
            max_documents: 8,
        },
        alias_limits: serde_yaml::alias_limits! {
            max_total_replayed_events: 100 * MAX_ALIASES,
            max_replay_stack_depth: 16,
        },
        duplicate_keys: serde_yaml::DuplicateKeyPolicy::Error,
        legacy_octal_numbers: true,
        with_snippet: false,
    };
    let read = stacker::grow(STACK, || serde_yaml::from_multiple_with_options::<Raw>(text, options));
    match read {
        Ok(documents) => Ok(documents.into_iter().map(|raw| raw.place(text, origin)).collect()),
        Err(error) => {
            let at = error.location().map_or(0, |location| offset(text, location.line(), location.column()));
            let message = error.to_string();
            Err(errors::yaml_unreadable(origin.span(at..at), in_plain_words(&message)).into())
        }
    }
}

/// The reader's message without the place, which the label shows.
fn in_plain_words(message: &str) -> &str {
    let message = message.lines().next().unwrap_or("");
    let message = message.split(" at line ").next().unwrap_or(message);
    let message = message.split(", set DuplicateKeyPolicy").next().unwrap_or(message);
    let bounded = ["budget breached", "recursion limit", "alias replay", "alias expansion"];
    if bounded.iter().any(|bound| message.starts_with(bound)) {
        "it nests too deeply, or its anchors bring too many values"
    } else {
        message
    }
}

/// The byte at a line and column, both from 1; the column counts characters.
fn offset(text: &str, line: u64, column: u64) -> usize {
    let narrow = |number: u64| usize::try_from(number).unwrap_or(usize::MAX).saturating_sub(1);
    let start: usize = text.split_inclusive('\n').take(narrow(line)).map(str::len).sum();
    let line = text.get(start..).unwrap_or("").split('\n').next().unwrap_or("");
    start + line.char_indices().nth(narrow(column)).map_or(line.len(), |(at, _)| at)
}

/// A node as serde gives it.
#[derive(Deserialize)]
#[serde(transparent)]
struct Raw(Spanned<RawValue>);

enum RawValue {
    Null,
    Bool(bool),
    Number(serde_json::Number),
    Text(String),
    List(Vec<Raw>),
    Record(Vec<(String, Raw)>),
}

impl Raw {
    fn place(self, text: &str, origin: &Origin) -> Node {
        let span = self.0.referenced.span();
        let (start, end) = bytes(text, span);
        // A collection is pointed at by its first line.
        let line = text.get(start..end).and_then(|text| text.find('\n')).map_or(end, |newline| start + newline);
        let word = plain_word(text, self.0.defined.span());
        let value = match self.0.value {
            RawValue::Null => Value::Null,
            // The crate's idea of what a plain word means is wider than that of KFP's reader.
            RawValue::Bool(truth) => word.map_or(Value::Bool(truth), plain),
            RawValue::Number(number) => word.map_or(Value::Number(number), plain),
            RawValue::Text(text) if word == Some(&text) => plain(&text),
            RawValue::Text(text) => Value::Text(text),
            RawValue::List(items) => Value::List(items.into_iter().map(|item| item.place(text, origin)).collect()),
            RawValue::Record(entries) => {
                Value::Record(entries.into_iter().map(|(key, node)| (key, node.place(text, origin))).collect())
            }
        };
        Node { value, span: origin.span(start..line) }
    }
}

fn bytes(text: &str, span: serde_yaml::Span) -> (usize, usize) {
    let narrow = |number: Option<u64>| number.and_then(|number| usize::try_from(number).ok()).unwrap_or(0);
    let start = narrow(span.byte_offset()).min(text.len());
    (start, start.saturating_add(narrow(span.byte_len())).min(text.len()))
}

/// The word under a span, where it stands without quotes and without a tag that says what it is.
fn plain_word(text: &str, span: serde_yaml::Span) -> Option<&str> {
    let (start, end) = bytes(text, span);
    let tagged = text.get(..start)?.lines().last().is_some_and(|before| before.trim_end().ends_with("!!str"));
    let word = text.get(start..end)?.trim_end();
    let quoted = word.starts_with(['"', '\'', '|', '>', '!', '&', '*']);
    (!tagged && !quoted && !word.is_empty()).then_some(word)
}

impl<'de> Deserialize<'de> for RawValue {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        deserializer.deserialize_any(RawVisitor)
    }
}

struct RawVisitor;

impl<'de> Visitor<'de> for RawVisitor {
    type Value = RawValue;

    fn expecting(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str("a value")
    }

    fn visit_unit<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_none<E>(self) -> Result<RawValue, E> {
        Ok(RawValue::Null)
    }

    fn visit_bool<E>(self, truth: bool) -> Result<RawValue, E> {
        Ok(RawValue::Bool(truth))
    }

    fn visit_i64<E>(self, number: i64) -> Result<RawValue, E> {
        Ok(RawValue::Number(number.into()))
    }

    fn visit_u64<E>(self, number: u64) -> Result<RawValue, E> {
        Ok(RawValue::Number(number.into()))
    }

    fn visit_f64<E>(self, number: f64) -> Result<RawValue, E> {
        Ok(serde_json::Number::from_f64(number).map_or(RawValue::Null, RawValue::Number))
    }

    fn visit_str<E>(self, text: &str) -> Result<RawValue, E> {
        Ok(RawValue::Text(text.to_owned()))
    }

    fn visit_string<E>(self, text: String) -> Result<RawValue, E> {
        Ok(RawValue::Text(text))
    }

    fn visit_seq<A: SeqAccess<'de>>(self, mut items: A) -> Result<RawValue, A::Error> {
        let mut list = Vec::new();
        while let Some(item) = items.next_element()? {
            list.push(item);
        }
        Ok(RawValue::List(list))
    }

    fn visit_map<A: MapAccess<'de>>(self, mut entries: A) -> Result<RawValue, A::Error> {
        let mut record = Vec::new();
        while let Some(entry) = entries.next_entry()? {
            record.push(entry);
        }
        Ok(RawValue::Record(record))
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::source::FileId;

    fn read(text: &str) -> Result<Vec<Node>, String> {
        documents(text, &Origin::file(FileId(0))).map_err(|found| found.message)
    }

    #[test]
    fn values_know_their_places() {
        let text = "# ä\nname: train\nitems:\n- a: 1\n- 'x y'\n";
        let documents = read(text).unwrap();
        let items = documents[0].get("items").unwrap();
        let place = |node: &Node| text.get(node.span.range()).unwrap().to_owned();
        assert_eq!(place(documents[0].get("name").unwrap()), "train");
        assert_eq!(place(items.list()[0].get("a").unwrap()), "1");
        assert!(place(&items.list()[1]).contains("x y"));
    }

    #[test]
    fn plain_words_mean_what_they_mean_to_kfp() {
        let documents = read("[yes, 'yes', 1.0, 7, ~, 010, \"{{$}}\", 1e3, '1', y, !!str 5]").unwrap();
        let values = documents[0].json();
        assert_eq!(values, serde_json::json!([true, "yes", 1.0, 7, null, 8, "{{$}}", "1e3", "1", "y", "5"]));
    }

    #[test]
    fn several_documents_are_read() {
        assert_eq!(read("a: 1\n---\nb: 2\n").unwrap().len(), 2);
    }

    #[test]
    fn what_amplifies_or_repeats_is_refused() {
        let bomb = (1..12).fold("a0: &a0 [x, x, x, x, x, x, x, x, x]\n".to_owned(), |text, level| {
            let uses = vec![format!("*a{}", level - 1); 9].join(", ");
            format!("{text}a{level}: &a{level} [{uses}]\n")
        });
        for text in [&bomb, "a: 1\na: 2\n", &"[".repeat(100_000), &"- ".repeat(100_000), "a: [", "a: *b"] {
            assert!(read(text).is_err(), "{}", text.get(..40.min(text.len())).unwrap());
        }
    }

    #[test]
    fn a_fault_is_shown_at_its_line() {
        let found = documents("a: 1\nb: 2\na: 3\n", &Origin::file(FileId(0))).unwrap_err();
        assert_eq!(found.primary.as_ref().unwrap().span.start, 10, "{found:?}");
    }
}
