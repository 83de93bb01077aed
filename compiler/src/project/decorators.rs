//! Decorators as `mlc.toml` writes them, turned into those of the language.
//!
//! In: `image = "…"`, `resources = { cpu = 4 }`, `packages = ["a", "b"]`, `toleration = [{ … }, { … }]`.
//! Out: `@image("…")`, `@resources(cpu = 4)`, `@packages("a", "b")`, one `@toleration(…)` each.
//! Always holds: names and values keep their places in `mlc.toml`, so that sema's reports point there.

use smol_str::SmolStr;
use toml::de::{DeTable, DeValue};

use super::toml::{Key, Reader, Value, number};
use crate::source::Span;
use crate::syntax::ast::{self, Arg, Decorator, Expr, ExprKind, Name, StrLit, StrPiece};

/// Tables in `env` that stand for a call: `{ secret = "wandb", key = "key" }` is `secret("wandb", key = "key")`.
const CALLS: [&str; 3] = ["secret", "configmap", "field"];

/// The decorators of a table of defaults.
pub(super) fn decorators(reader: &mut Reader, table: &DeTable<'_>) -> Vec<Decorator> {
    let mut found = Vec::new();
    for (key, value) in table {
        match value.get_ref() {
            DeValue::Array(items) if !items.is_empty() && items.iter().all(|item| item.get_ref().is_table()) => {
                found.extend(items.iter().filter_map(|item| decorator(reader, key, item)));
            }
            _ => found.extend(decorator(reader, key, value)),
        }
    }
    found
}

/// One decorator.
pub(super) fn decorator(reader: &mut Reader, key: &Key<'_>, value: &Value<'_>) -> Option<Decorator> {
    let args = match value.get_ref() {
        DeValue::Table(table) => {
            table.iter().map(|(field, value)| arg(reader, key, Some(field), value)).collect::<Option<_>>()?
        }
        DeValue::Array(items) => items.iter().map(|item| arg(reader, key, None, item)).collect::<Option<_>>()?,
        _ => vec![arg(reader, key, None, value)?],
    };
    let name = name(reader, key);
    let span = name.span.to(reader.place(value));
    Some(Decorator { name, args, span })
}

fn name(reader: &Reader, key: &Key<'_>) -> Name {
    Name { text: SmolStr::new(key.get_ref()), span: reader.key(key) }
}

fn arg(reader: &mut Reader, of: &Key<'_>, field: Option<&Key<'_>>, value: &Value<'_>) -> Option<Arg> {
    let expr = match value.get_ref() {
        DeValue::Table(table) if of.get_ref() == "env" => call(reader, table, reader.place(value)),
        _ => None,
    };
    let expr = match expr {
        Some(expr) => expr,
        None => self::expr(reader, field.unwrap_or(of), value)?,
    };
    let name = field.map(|field| name(reader, field));
    let span = name.as_ref().map_or(expr.span, |name| name.span.to(expr.span));
    Some(Arg { name, value: expr, span })
}

/// `{ secret = "wandb", key = "key" }`
fn call(reader: &mut Reader, table: &DeTable<'_>, span: Span) -> Option<Expr> {
    let (first, value) = table.iter().next()?;
    if !CALLS.contains(&first.get_ref().as_ref()) {
        return None;
    }
    let mut args = Vec::new();
    for (key, value) in table {
        let expr = expr(reader, key, value)?;
        let name = (key.span() != first.span()).then(|| name(reader, key));
        args.push(Arg { name, span: expr.span, value: expr });
    }
    let callee = Expr { kind: ExprKind::Name(SmolStr::new(first.get_ref())), span: reader.key(first) };
    let span = span.to(reader.place(value));
    Some(Expr { kind: ExprKind::Call(Box::new(callee), args), span })
}

fn expr(reader: &mut Reader, key: &Key<'_>, value: &Value<'_>) -> Option<Expr> {
    let span = reader.place(value);
    let kind = match value.get_ref() {
        DeValue::String(text) => ExprKind::Str(literal(text, span)),
        DeValue::Boolean(truth) => ExprKind::Bool(*truth),
        DeValue::Integer(_) | DeValue::Float(_) => match number(value.get_ref()) {
            Some(text) if matches!(value.get_ref(), DeValue::Integer(_)) => ExprKind::Int(text.into()),
            Some(text) => ExprKind::Float(text.into()),
            None => {
                reader.wrong(key, value, "a number of at most 64 bits");
                return None;
            }
        },
        DeValue::Array(items) => {
            let items = items.iter().map(|item| expr(reader, key, item).map(ast::ListItem::Expr));
            ExprKind::List(items.collect::<Option<_>>()?)
        }
        DeValue::Table(table) => {
            let fields = table.iter().map(|(key, value)| {
                Some(ast::Field { key: ast::Key::Name(name(reader, key)), value: expr(reader, key, value)? })
            });
            ExprKind::Record(fields.collect::<Option<_>>()?)
        }
        DeValue::Datetime(_) => {
            reader.wrong(key, value, "a value without dates");
            return None;
        }
    };
    Some(Expr { kind, span })
}

fn literal(text: &str, span: Span) -> StrLit {
    let pieces = if text.is_empty() { Vec::new() } else { vec![StrPiece::Text(SmolStr::new(text))] };
    StrLit { pieces, span }
}
