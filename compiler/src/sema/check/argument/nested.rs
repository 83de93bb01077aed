//! Values made of values: lists, records, and calls such as `secret(…)`.
//!
//! In: an expression and what its parts must be. Out: [`Given`].

use indexmap::IndexMap;
use serde_json::Value as Json;
use smol_str::SmolStr;

use super::value::{Checker, plain_call, quoted_like};
use super::{Given, bind, bind_fields, key_span, key_text};
use crate::sema::check::formats;
use crate::sema::decorators::{Format, Kind, Signature, calls};
use crate::sema::errors::{decorators as errors, triggers};
use crate::sema::hir::ValueKind;
use crate::sema::types::Type;
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind, ListItem};

impl Checker<'_> {
    /// One of `signatures`, or else something of the kind `other`.
    pub(super) fn call(
        &mut self,
        signatures: &'static [&'static Signature],
        other: &'static Kind,
        whole: &Kind,
        expr: &ast::Expr,
    ) -> Given {
        let secret = signatures.iter().any(|signature| signature.name == "secret");
        if let Some((name, args)) = plain_call(expr) {
            if let Some(signature) = signatures.iter().find(|signature| signature.name == name) {
                let bound = bind(signature, args, expr.span, self.cx);
                return if bound.failed() { Given::Error } else { Given::Call(Box::new(bound)) };
            }
            if calls::NAMES.contains(&name) {
                return self.fail(errors::call_out_of_place(name, expr.span, self.name));
            }
            if matches!(other, Kind::Nothing) && !secret {
                let known: Vec<&str> = signatures.iter().map(|signature| signature.name).collect();
                return self.fail(triggers::unknown_source(name, expr.span, &known));
            }
        }
        match (other, &expr.kind) {
            (Kind::Absent, ExprKind::None) => Given::Absent,
            (Kind::Absent | Kind::Nothing, _) if secret => {
                self.fail(errors::secret_in_plain_text(self.name, expr.span))
            }
            (Kind::Absent | Kind::Nothing, _) => self.wrong_kind(whole, expr.span, "something else"),
            _ => self.value(other, expr),
        }
    }

    pub(super) fn list(&mut self, item: &'static Kind, whole: &Kind, expr: &ast::Expr) -> Given {
        let ExprKind::List(items) = &expr.kind else {
            return self.constant_parts(item, whole, expr, &Type::list(Type::String));
        };
        let checked = items.iter().map(|one| match one {
            ListItem::Expr(expr) => self.value(item, expr),
            ListItem::If(choice) => {
                self.wrong_kind(item, choice.span, "an `if`, which stands in a container's words only")
            }
        });
        all(checked.collect())
    }

    pub(super) fn map(&mut self, key: Format, item: &'static Kind, whole: &Kind, expr: &ast::Expr) -> Given {
        let ExprKind::Record(fields) = &expr.kind else {
            return self.constant_parts(item, whole, expr, &Type::Map(Type::String.into()));
        };
        let mut entries = IndexMap::new();
        let mut seen: IndexMap<SmolStr, Span> = IndexMap::new();
        let mut failed = false;
        for field in fields {
            let Some((name, span)) = key_text(&field.key) else {
                failed = true;
                self.cx.report(errors::run_time("a record's key", key_span(&field.key)));
                continue;
            };
            if let Some(first) = seen.insert(SmolStr::from(name), span) {
                failed = true;
                self.cx.report(errors::doubled_argument(name, span, first));
            }
            failed |= !self.key(key, name, span);
            let given = self.value(item, &field.value);
            failed |= matches!(given, Given::Error);
            entries.insert(name.to_owned(), given);
        }
        if failed { Given::Error } else { Given::Map(entries) }
    }

    fn key(&mut self, format: Format, name: &str, span: Span) -> bool {
        let Err(fault) = formats::check(format, name) else { return true };
        let replacement = quoted_like(&self.cx.text(span), fault.instead.as_deref());
        self.cx.report(errors::malformed(format, name, span, fault, replacement));
        false
    }

    pub(super) fn fields(&mut self, signature: &'static Signature, kind: &Kind, expr: &ast::Expr) -> Given {
        let ExprKind::Record(fields) = &expr.kind else {
            return self.wrong_kind(kind, expr.span, "not written out as one");
        };
        let bound = bind_fields(signature, fields, expr.span, self.cx);
        if bound.failed() { Given::Error } else { Given::Call(Box::new(bound)) }
    }

    /// A list or record of texts that is not written out here: a `const`.
    fn constant_parts(&mut self, item: &'static Kind, whole: &Kind, expr: &ast::Expr, ty: &Type) -> Given {
        if matches!(item, Kind::Fields(_)) {
            return self.wrong_kind(whole, expr.span, "not written out as one");
        }
        let value = self.cx.value(expr, ty);
        match &value.kind {
            ValueKind::Error => Given::Error,
            ValueKind::Constant(Json::Array(items)) => {
                all(items.iter().map(|json| self.constant_text(item, json, expr.span)).collect())
            }
            ValueKind::Constant(Json::Object(entries)) => {
                let checked =
                    entries.iter().map(|(key, json)| (key.clone(), self.constant_text(item, json, expr.span)));
                let entries: IndexMap<String, Given> = checked.collect();
                let failed = entries.values().any(|given| matches!(given, Given::Error));
                if failed { Given::Error } else { Given::Map(entries) }
            }
            ValueKind::Constant(_) | ValueKind::Absent => self.wrong_kind(whole, expr.span, "something else"),
            _ => self.fail(errors::run_time(self.name, expr.span)),
        }
    }

    fn constant_text(&mut self, kind: &'static Kind, json: &Json, span: Span) -> Given {
        match (kind, json.as_str()) {
            (Kind::Formatted(format), Some(text)) => self.formatted(*format, text, span),
            (Kind::Text, Some(text)) => self.formatted(Format::Text, text, span),
            (Kind::Word(words), Some(text)) => self.one_of(words, text, span, true),
            _ => self.wrong_kind(kind, span, &format!("`{json}`")),
        }
    }
}

fn all(items: Vec<Given>) -> Given {
    if items.iter().any(|given| matches!(given, Given::Error)) { Given::Error } else { Given::List(items) }
}
