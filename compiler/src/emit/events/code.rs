//! Go templates with sprig's functions, in which a sensor says what it takes out of an event.
//!
//! In: paths and texts. Out: parts of templates.
//! Always holds: a part that an event lacks makes the template fail, so that nothing starts; texts are Go's literals.

use serde_json::Value as Json;

use crate::plan::{Key, ParamType};

/// What of an event a template reads: it sees one of them.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::emit) enum Part {
    /// What the service sent.
    Data,
    /// What Argo Events says of it.
    Context,
}

/// An expression, and what has to stand before it.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Code {
    pub(super) before: Vec<String>,
    pub(super) expr: String,
    pub(super) part: Part,
}

impl Code {
    /// What lies at `path` of the event's data: `body.alerts.0.labels`.
    pub(super) fn at(path: &str) -> Self {
        Self::of(at(path))
    }

    pub(super) fn of(expr: String) -> Self {
        Self { before: Vec::new(), expr, part: Part::Data }
    }

    /// The expression behind a condition without which it fails.
    pub(super) fn only_if(mut self, condition: &str, otherwise: &str) -> Self {
        self.before.push(require(condition, otherwise));
        self
    }
}

/// The expression for what lies at `path` of the input.
pub(super) fn at(path: &str) -> String {
    let step = |step: &str| if step.bytes().all(|byte| byte.is_ascii_digit()) { step.to_owned() } else { text(step) };
    format!("(index .Input {})", path.split('.').map(step).collect::<Vec<_>>().join(" "))
}

/// What lies below `base` by `keys`.
pub(super) fn below(base: &str, keys: &[Key]) -> String {
    if keys.is_empty() {
        return base.to_owned();
    }
    let step = |key: &Key| match key {
        Key::Field(name) => text(name),
        Key::Index(index) => index.to_string(),
    };
    format!("(index {base} {})", keys.iter().map(step).collect::<Vec<_>>().join(" "))
}

/// A text literal: JSON's is one of Go's.
pub(in crate::emit) fn text(text: &str) -> String {
    Json::from(text).to_string()
}

/// A statement on a line of its own.
pub(in crate::emit) fn statement(words: &str) -> String {
    format!("{{{{- {words} }}}}")
}

/// Fails where `condition` does not hold.
pub(super) fn require(condition: &str, otherwise: &str) -> String {
    format!("{{{{- if not {condition} }}}}{{{{ fail {} }}}}{{{{- end }}}}", text(otherwise))
}

/// Whether the variable `name` holds what travels as `ty`.
pub(super) fn is(name: &str, ty: Option<ParamType>) -> String {
    let kind = |kind: &str| format!("(kindIs {} {name})", text(kind));
    match ty {
        None => format!("(not {})", kind("invalid")),
        Some(ParamType::String) => kind("string"),
        Some(ParamType::Bool) => kind("bool"),
        Some(ParamType::Float) => kind("float64"),
        // A number of more digits has lost some on its way.
        Some(ParamType::Int) => format!(
            "(and {} (eq (floor {name}) {name}) (le {name} 9007199254740991.0) (ge {name} -9007199254740991.0))",
            kind("float64")
        ),
        Some(ParamType::List) => kind("slice"),
        Some(ParamType::Struct | ParamType::Status) => kind("map"),
    }
}

/// A constant.
pub(super) fn literal(value: &Json) -> String {
    match value {
        Json::Null => "(fromJson \"null\")".to_owned(),
        Json::Bool(_) | Json::Number(_) => value.to_string(),
        Json::String(string) => text(string),
        Json::Array(items) => list(items.iter().map(literal)),
        Json::Object(fields) => dict(fields.iter().map(|(key, value)| (key.as_str(), literal(value)))),
    }
}

pub(super) fn list(items: impl Iterator<Item = String>) -> String {
    let words: Vec<String> = std::iter::once("list".to_owned()).chain(items).collect();
    format!("({})", words.join(" "))
}

pub(super) fn dict<'a>(fields: impl Iterator<Item = (&'a str, String)>) -> String {
    let words: Vec<String> =
        std::iter::once("dict".to_owned()).chain(fields.flat_map(|(key, value)| [text(key), value])).collect();
    format!("({})", words.join(" "))
}
