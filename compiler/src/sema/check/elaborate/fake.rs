//! An elaborator for unit tests: literals, two constants and some run-time names, and no more.
//!
//! In: source text. Out: the reports that decorators and triggers make of it.

use std::rc::Rc;

use serde_json::{Map, Number, Value as Json};
use smol_str::SmolStr;

use super::Elaborate;
use crate::diag::{Code, Diagnostic};
use crate::sema::hir::{PipelineId, Value, ValueKind};
use crate::sema::types::Type;
use crate::source::{FileId, Span};
use crate::syntax::ast::{self, ExprKind, ListItem, StrPiece};

/// Knows `NAME = "busybox"`, `CORES = 4`, at run time `text: String`, `number: Int`, `record: Map`, and pipeline `prepare`.
pub(crate) struct Fake {
    /// The source.
    pub(crate) text: String,
    /// Whether run-time names are known.
    pub(crate) run_time: bool,
    /// What was reported.
    pub(crate) reports: Vec<Diagnostic>,
}

/// The items of a source text, which must parse.
pub(crate) fn items(text: &str) -> ast::File {
    let (file, reports) = crate::syntax::parse(FileId(0), text);
    assert!(reports.is_empty(), "{text}: {reports:?}");
    file
}

impl Fake {
    /// An elaborator of `text`.
    pub(crate) fn new(text: &str, run_time: bool) -> Self {
        Self { text: text.to_owned(), run_time, reports: Vec::new() }
    }

    /// The codes that were reported, in order.
    pub(crate) fn codes(&self) -> Vec<&'static str> {
        self.reports.iter().map(|report| report.code.name()).collect()
    }

    fn wrong(&mut self, span: Span) -> Value {
        self.report(Diagnostic::error(Code::E0101, span, "the fake elaborator cannot", ""));
        Value::error(span)
    }

    fn json(expr: &ast::Expr) -> Option<Json> {
        Some(match &expr.kind {
            ExprKind::Str(text) => {
                let piece = |piece: &StrPiece| match piece {
                    StrPiece::Text(text) => Some(text.to_string()),
                    StrPiece::Interpolation(_) => None,
                };
                Json::from(text.pieces.iter().map(piece).collect::<Option<String>>()?)
            }
            ExprKind::Int(digits) => Json::from(digits.parse::<i64>().ok()?),
            ExprKind::Float(digits) => Json::from(Number::from_f64(digits.parse().ok()?)?),
            ExprKind::Bool(value) => Json::from(*value),
            ExprKind::Unary(ast::UnaryOp::Neg, inner) => Json::from(-Self::json(inner)?.as_i64()?),
            ExprKind::Name(name) if name == "NAME" => Json::from("busybox"),
            ExprKind::Name(name) if name == "CORES" => Json::from(4),
            ExprKind::List(items) => {
                let item = |item: &ListItem| match item {
                    ListItem::Expr(expr) => Self::json(expr),
                    ListItem::If(_) => None,
                };
                Json::Array(items.iter().map(item).collect::<Option<_>>()?)
            }
            ExprKind::Record(fields) => {
                let field = |field: &ast::Field| match &field.key {
                    ast::Key::Name(name) => Some((name.text.to_string(), Self::json(&field.value)?)),
                    ast::Key::Str(_) => None,
                };
                Json::Object(fields.iter().map(field).collect::<Option<Map<_, _>>>()?)
            }
            _ => return None,
        })
    }

    fn run_time_value(&self, expr: &ast::Expr) -> Option<Value> {
        let ty = match &expr.kind {
            ExprKind::Name(name) if name == "text" => Type::String,
            ExprKind::Name(name) if name == "number" => Type::Int,
            ExprKind::Name(name) if name == "record" => Type::Map(Rc::new(Type::Json)),
            ExprKind::Str(text) if text.pieces.len() > 1 => Type::String,
            _ => return None,
        };
        self.run_time.then(|| Value { kind: ValueKind::Input(SmolStr::new_static("it")), ty, span: expr.span })
    }
}

impl Elaborate for Fake {
    fn value(&mut self, expr: &ast::Expr, expected: &Type) -> Value {
        let value = self.any_value(expr);
        let fits = match (&value.kind, expected) {
            (ValueKind::Constant(json), Type::String) => json.is_string(),
            (ValueKind::Constant(json), Type::Int) => json.is_i64(),
            (ValueKind::Constant(json), Type::Float) => json.is_number(),
            (ValueKind::Constant(json), Type::Bool) => json.is_boolean(),
            (ValueKind::Constant(json), Type::List(_)) => json.is_array(),
            (ValueKind::Constant(json), Type::Map(_)) => json.is_object(),
            (ValueKind::Error, _) => true,
            _ => value.ty == *expected,
        };
        if fits { value } else { self.wrong(expr.span) }
    }

    fn any_value(&mut self, expr: &ast::Expr) -> Value {
        if let Some(value) = self.run_time_value(expr) {
            return value;
        }
        match Self::json(expr) {
            Some(json) => Value::constant(json, Type::Json, expr.span),
            None => self.wrong(expr.span),
        }
    }

    fn type_named(&mut self, expr: &ast::Expr) -> Type {
        if matches!(&expr.kind, ExprKind::Name(name) if name == "Int") { Type::Int } else { self.wrong(expr.span).ty }
    }

    fn pipeline_named(&mut self, expr: &ast::Expr) -> Option<PipelineId> {
        let known = matches!(&expr.kind, ExprKind::Name(name) if name == "prepare");
        if !known {
            self.wrong(expr.span);
        }
        known.then_some(PipelineId(0))
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.reports.push(diagnostic);
    }

    fn now(&self) -> Option<i64> {
        None
    }

    fn text(&self, span: Span) -> String {
        self.text.get(span.range()).unwrap_or_default().to_owned()
    }
}
