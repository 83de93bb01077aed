//! What a run gets out of an event, as a template.
//!
//! In: a value of the plan, and what the event looks like. Out: statements, and the expression of the value.
//! Always holds: each field is looked at before it is used: one that is absent or of another type makes the template fail.

use serde_json::Value as Json;

use super::code::{self, Code, Part, statement};
use super::flow::Flow;
use crate::emit::text::plain;
use crate::plan::trigger::{Field, Value};
use crate::plan::{Key, ParamType};

/// A template that is being written.
#[derive(Debug, Default)]
pub(super) struct Writer {
    pub(super) lines: Vec<String>,
    /// The part that it reads, once it reads one.
    pub(super) part: Option<Part>,
    /// Whether it would have to read both.
    pub(super) torn: bool,
    variables: usize,
}

impl Writer {
    /// A template that begins with `lines`.
    pub(super) fn after(lines: Vec<String>) -> Self {
        Self { lines, ..Self::default() }
    }

    /// The expression for `value`.
    pub(super) fn value(&mut self, value: &Value, flow: &Flow<'_>) -> String {
        match value {
            Value::Constant(value) => code::literal(value),
            Value::Event(field) => self.field(field, flow),
            // A schedule's event alone has a date.
            Value::Date { .. } => code::literal(&Json::Null),
            Value::Text(parts) => {
                let parts: Vec<String> = parts.iter().map(|part| self.piece(part, flow)).collect();
                format!("(printf {} {})", code::text(&"%s".repeat(parts.len())), parts.join(" "))
            }
            Value::List(items) => {
                let items: Vec<String> = items.iter().map(|item| self.value(item, flow)).collect();
                code::list(items.into_iter())
            }
            Value::Record(fields) => {
                let fields: Vec<_> =
                    fields.iter().map(|(key, value)| (key.as_str(), self.value(value, flow))).collect();
                code::dict(fields.into_iter())
            }
        }
    }

    /// A part of a text, as text.
    fn piece(&mut self, part: &Value, flow: &Flow<'_>) -> String {
        match part {
            Value::Constant(value) => code::text(&plain(value)),
            Value::Event(Field { ty: Some(ParamType::String), .. }) | Value::Text(_) => self.value(part, flow),
            other => format!("(toRawJson {})", self.value(other, flow)),
        }
    }

    fn field(&mut self, field: &Field, flow: &Flow<'_>) -> String {
        let (found, below) = flow.field(&field.path);
        let base = self.read(found);
        let variable = self.variable(&code::below(&base, &below));
        let absent = format!("(kindIs \"invalid\" {variable})");
        let right = code::is(&variable, field.ty);
        let condition = if field.optional { format!("(or {absent} {right})") } else { right };
        self.lines
            .push(code::require(&condition, &format!("event{}: absent, or of another type", spelled(&field.path))));
        variable
    }

    /// The expression of `code`, whose statements come first.
    pub(super) fn read(&mut self, code: Code) -> String {
        self.torn |= self.part.is_some_and(|part| part != code.part);
        self.part = Some(code.part);
        self.lines.extend(code.before.into_iter().filter(|line| !line.is_empty()));
        code.expr
    }

    /// A variable that holds `expr`: itself, where it is one.
    pub(super) fn variable(&mut self, expr: &str) -> String {
        if expr.starts_with('$') {
            return expr.to_owned();
        }
        self.variables += 1;
        let name = format!("$v{}", self.variables);
        self.lines.push(statement(&format!("{name} := {expr}")));
        name
    }
}

fn spelled(path: &[Key]) -> String {
    let step = |key: &Key| match key {
        Key::Field(name) => format!(".{name}"),
        Key::Index(index) => format!("[{index}]"),
    };
    path.iter().map(step).collect()
}
