//! One argument's value, by the kind that its place takes.
//!
//! In: an expression and a [`Kind`]. Out: [`Given`].

use serde_json::Value as Json;

use super::Given;
use crate::plan::ParamType;
use crate::sema::check::elaborate::Elaborate;
use crate::sema::check::formats::{self, duration};
use crate::sema::decorators::{Format, Kind, calls};
use crate::sema::errors::decorators as errors;
use crate::sema::hir::{TextPiece, Value, ValueKind};
use crate::sema::types::Type;
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind};

/// Checks `expr` as the argument `name`; `run_time` tells whether it may be known only at run time.
pub(super) fn check(
    kind: &'static Kind,
    name: &str,
    expr: &ast::Expr,
    run_time: bool,
    cx: &mut dyn Elaborate,
) -> Given {
    let mut checker = Checker { name, run_time, cx };
    checker.value(kind, bare(expr))
}

pub(super) struct Checker<'a> {
    /// The argument's name, for messages.
    pub(super) name: &'a str,
    run_time: bool,
    pub(super) cx: &'a mut dyn Elaborate,
}

/// Without parentheses.
pub(crate) fn bare(expr: &ast::Expr) -> &ast::Expr {
    match &expr.kind {
        ExprKind::Paren(inner) => bare(inner),
        _ => expr,
    }
}

/// The call of a plain name.
pub(crate) fn plain_call(expr: &ast::Expr) -> Option<(&str, &[ast::Arg])> {
    match &expr.kind {
        ExprKind::Call(callee, args) => match &callee.kind {
            ExprKind::Name(name) => Some((name, args)),
            _ => None,
        },
        _ => None,
    }
}

/// `instead` written as `text`, what stands there, is written; `None` where that is neither a literal nor a name.
pub(super) fn quoted_like(text: &str, instead: Option<&str>) -> Option<String> {
    let instead = instead?;
    let plain = |c: char| c.is_ascii_alphanumeric() || c == '_';
    if text.starts_with('"') || !instead.chars().all(plain) {
        return Some(format!("{instead:?}"));
    }
    Some(instead.to_owned())
}

impl Checker<'_> {
    pub(super) fn value(&mut self, kind: &'static Kind, expr: &ast::Expr) -> Given {
        if matches!(expr.kind, ExprKind::Error) {
            return Given::Error;
        }
        if let Kind::Call(signatures, other) = kind {
            return self.call(signatures, other, kind, expr);
        }
        if let Some((call, _)) = plain_call(expr).filter(|(call, _)| calls::NAMES.contains(call)) {
            return self.fail(errors::call_out_of_place(call, expr.span, self.name));
        }
        match kind {
            Kind::Text => self.text(Format::Text, expr),
            Kind::Formatted(format) => self.text(*format, expr),
            Kind::Bool => self.constant(expr, &Type::Bool, |json| json.as_bool().map(Given::Bool)),
            Kind::Int(min, max) => self.int(*min, *max, kind, expr),
            Kind::Float => self.constant(expr, &Type::Float, |json| json.as_f64().map(Given::Float)),
            Kind::Devices => self.devices(kind, expr),
            Kind::VolumeName => self.volume_name(kind, expr),
            Kind::Word(words) => self.word(words, expr),
            Kind::Lint => self.lint(expr),
            Kind::Json => self.json(kind, expr),
            Kind::List(item) => self.list(item, kind, expr),
            Kind::Map(key, item) => self.map(*key, item, kind, expr),
            Kind::Fields(signature) => self.fields(signature, kind, expr),
            Kind::Type => Given::Type(self.cx.type_named(expr)),
            Kind::Pipeline => self.cx.pipeline_named(expr).map_or(Given::Error, Given::Pipeline),
            Kind::Call(..) | Kind::Task | Kind::Absent | Kind::Nothing => Given::Absent,
        }
    }

    pub(super) fn fail(&mut self, report: crate::diag::Diagnostic) -> Given {
        self.cx.report(report);
        Given::Error
    }

    pub(super) fn wrong_kind(&mut self, kind: &Kind, span: Span, is: &str) -> Given {
        self.fail(errors::wrong_kind(self.name, span, kind, is))
    }

    /// A constant of that type.
    fn constant(&mut self, expr: &ast::Expr, ty: &Type, read: impl FnOnce(&Json) -> Option<Given>) -> Given {
        let value = self.cx.value(expr, ty);
        match &value.kind {
            _ if is_wrong(&value) => Given::Error,
            ValueKind::Constant(json) => match read(json) {
                Some(given) => given,
                None => self.fail(errors::wrong_kind(self.name, expr.span, ty, &json.to_string())),
            },
            ValueKind::Absent => self.fail(errors::wrong_kind(self.name, expr.span, ty, "`none`")),
            _ => self.fail(errors::run_time(self.name, expr.span)),
        }
    }

    /// Text of a form; numbers with units are taken as spelled where the form has units.
    fn text(&mut self, format: Format, expr: &ast::Expr) -> Given {
        if let Some(text) = number_with_unit(expr, format) {
            return self.formatted(format, &text, expr.span);
        }
        let value = match format {
            Format::Quantity => self.cx.any_value(expr),
            _ => self.cx.value(expr, &Type::String),
        };
        match &value.kind {
            ValueKind::Constant(Json::String(text)) => self.formatted(format, text, expr.span),
            ValueKind::Constant(Json::Number(number)) if format == Format::Quantity => {
                self.formatted(format, &number.to_string(), expr.span)
            }
            _ => self.run_time_text(value, &Kind::Formatted(format)),
        }
    }

    /// A value that is no constant text: taken where it may be known at run time, and is text then.
    fn run_time_text(&mut self, value: Value, kind: &Kind) -> Given {
        let is = match &value.kind {
            _ if is_wrong(&value) => return Given::Error,
            ValueKind::Absent => "`none`".to_owned(),
            ValueKind::Constant(json) => format!("`{json}`"),
            _ if !self.run_time => return self.fail(errors::run_time(self.name, value.span)),
            _ if value.ty.wire() == Some(ParamType::String) && !value.ty.is_optional() => return Given::Value(value),
            _ => format!("of type `{}`; at run time it must be a `String`", value.ty),
        };
        self.wrong_kind(kind, value.span, &is)
    }

    pub(super) fn formatted(&mut self, format: Format, text: &str, span: Span) -> Given {
        if let Err(fault) = formats::check(format, text) {
            let replacement = quoted_like(&self.cx.text(span), fault.instead.as_deref());
            return self.fail(errors::malformed(format, text, span, fault, replacement));
        }
        if self.run_time {
            return Given::Value(Value::constant(Json::from(text), Type::String, span));
        }
        let number = match format {
            Format::Duration => duration::seconds(text).ok().map(Given::Seconds),
            Format::Offset => duration::offset(text).ok().map(Given::Int),
            _ => None,
        };
        number.unwrap_or_else(|| Given::Text(text.to_owned()))
    }

    fn int(&mut self, min: i64, max: i64, kind: &Kind, expr: &ast::Expr) -> Given {
        let given = self.constant(expr, &Type::Int, |json| json.as_i64().map(Given::Int));
        match given {
            Given::Int(value) if !(min..=max).contains(&value) => {
                self.fail(errors::out_of_range(self.name, &value, kind, expr.span))
            }
            other => other,
        }
    }

    /// A number of devices, which the engines take as text.
    fn devices(&mut self, kind: &Kind, expr: &ast::Expr) -> Given {
        let value = self.cx.any_value(expr);
        let text = match value.as_constant() {
            Some(Json::String(text)) => text.clone(),
            Some(Json::Number(number)) => number.to_string(),
            _ => return self.run_time_text(value, kind),
        };
        if text.parse::<u32>().is_ok_and(|count| count > 0) {
            Given::Value(Value::constant(Json::from(text), Type::String, expr.span))
        } else {
            self.fail(errors::out_of_range(self.name, &text, kind, expr.span))
        }
    }

    fn volume_name(&mut self, kind: &Kind, expr: &ast::Expr) -> Given {
        match &expr.kind {
            ExprKind::Bool(true) => Given::Bool(true),
            ExprKind::Bool(false) => self.wrong_kind(kind, expr.span, "`false`"),
            _ => self.text(Format::Label, expr),
        }
    }

    /// A bare word, or text or a `const` of one.
    fn word(&mut self, words: &'static [&'static str], expr: &ast::Expr) -> Given {
        if let ExprKind::Name(name) = &expr.kind {
            // Constants are written in capitals, so that a misspelled word is told as one.
            if words.contains(&name.as_str()) || name.chars().any(|c| c.is_ascii_lowercase()) {
                return self.one_of(words, name, expr.span, false);
            }
        }
        let value = self.cx.value(expr, &Type::String);
        match value.as_constant() {
            Some(Json::String(text)) => self.one_of(words, text, expr.span, true),
            _ => self.run_time_text(value, &Kind::Word(words)),
        }
    }

    pub(super) fn one_of(&mut self, words: &[&str], word: &str, span: Span, quoted: bool) -> Given {
        if words.contains(&word) {
            Given::Text(word.to_owned())
        } else {
            self.fail(errors::not_a_word(self.name, word, words, span, quoted))
        }
    }

    fn lint(&mut self, expr: &ast::Expr) -> Given {
        match &expr.kind {
            ExprKind::Name(name) => Given::Text(name.to_string()),
            _ => self.text(Format::Text, expr),
        }
    }

    fn json(&mut self, kind: &Kind, expr: &ast::Expr) -> Given {
        let value = self.cx.any_value(expr);
        let structured = matches!(value.ty.wire(), Some(ParamType::Struct | ParamType::List));
        match &value.kind {
            _ if is_wrong(&value) => Given::Error,
            ValueKind::Constant(Json::Object(_) | Json::Array(_)) => Given::Value(value),
            ValueKind::Constant(_) | ValueKind::Absent => self.wrong_kind(kind, expr.span, "neither"),
            _ if !self.run_time => self.fail(errors::run_time(self.name, expr.span)),
            _ if structured && !value.ty.is_optional() => Given::Value(value),
            _ => self.wrong_kind(kind, expr.span, &format!("of type `{}`", value.ty)),
        }
    }
}

/// A literal number, with its unit and sign as spelled, where `format` has such.
fn number_with_unit(expr: &ast::Expr, format: Format) -> Option<String> {
    match (&expr.kind, format) {
        (ExprKind::Unit(text) | ExprKind::Int(text), Format::Duration | Format::Offset | Format::Quantity)
        | (ExprKind::Float(text), Format::Quantity) => Some(text.to_string()),
        (ExprKind::Unary(ast::UnaryOp::Neg, inner), _) => Some(format!("-{}", number_with_unit(inner, format)?)),
        _ => None,
    }
}

/// Whether something in it was reported already.
fn is_wrong(value: &Value) -> bool {
    let in_text = |piece: &TextPiece| matches!(piece, TextPiece::Value(value) if is_wrong(value));
    value.ty.is_error()
        || match &value.kind {
            ValueKind::Error => true,
            ValueKind::Select(inner, _) => is_wrong(inner),
            ValueKind::Text(pieces) => pieces.iter().any(in_text),
            ValueKind::List(items) => items.iter().any(is_wrong),
            ValueKind::Record(fields) => fields.iter().any(|(key, value)| key.iter().any(in_text) || is_wrong(value)),
            _ => false,
        }
}
