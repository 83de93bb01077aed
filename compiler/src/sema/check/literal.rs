//! Literals: typed by what is expected, filled with a record's defaults, checked item by item.
//!
//! In: a literal expression and what is expected. Out: a constant, or a list, record or text with run-time parts.

use serde_json::{Map, Value as Json};

use super::body::Body;
use crate::sema::errors::types as errors;
use crate::sema::errors::types::Because;
use crate::sema::hir::{TextPiece, Value, ValueKind};
use crate::sema::subtype::join;
use crate::sema::types::{Record, RecordField, Type};
use crate::source::Span;
use crate::syntax::ast::{self, BinaryOp, Expr, ExprKind, Key, ListItem, StrPiece};

/// The biggest whole number that a double holds exactly.
const EXACT: u64 = 1 << 53;

impl Body<'_, '_> {
    /// The value of a literal.
    pub(crate) fn literal(&mut self, expr: &Expr, expected: Option<&Type>, because: &Because) -> Value {
        let span = expr.span;
        match &expr.kind {
            ExprKind::Str(text) => self.text(text, expected, because, span),
            ExprKind::Fence(fence) => Value::constant(Json::String(fence.text.clone()), Type::String, span),
            ExprKind::Int(digits) => self.int(digits, expected, because, span),
            ExprKind::Float(digits) => self.float(digits, expected, because, span),
            ExprKind::Bool(truth) => Value::constant(Json::Bool(*truth), Type::Bool, span),
            ExprKind::None => Value { kind: ValueKind::Absent, ty: Type::Error.optional(), span },
            ExprKind::Unit(text) => {
                self.cx.report(errors::unit_not_expected(span, text, expected));
                Value::error(span)
            }
            ExprKind::List(items) => self.list(items, expected, because, span),
            ExprKind::Record(fields) => self.record(fields, expected, because, span),
            _ => Value::error(span),
        }
    }

    fn int(&mut self, digits: &str, expected: Option<&Type>, because: &Because, span: Span) -> Value {
        let Some(number) = digits.parse::<u64>().ok().filter(|number| *number <= EXACT) else {
            self.cx.report(errors::integer_too_big(span));
            return Value::error(span);
        };
        let literal = Json::from(number);
        match expected.map(Type::required) {
            Some(Type::Float) => Value::constant(literal, Type::Float, span),
            Some(ty @ Type::Enum(_)) => self.enumerated(literal, ty, Type::Int, span, because),
            _ => Value::constant(literal, Type::Int, span),
        }
    }

    fn float(&mut self, digits: &str, expected: Option<&Type>, because: &Because, span: Span) -> Value {
        let number: f64 = digits.parse().unwrap_or(f64::NAN);
        let Some(number) = serde_json::Number::from_f64(number) else {
            self.cx.report(errors::number_too_big(span));
            return Value::error(span);
        };
        let whole = number.as_f64().filter(|number| number.fract() == 0.0 && number.abs() < 1e15);
        if let (Some(Type::Int), Some(whole)) = (expected.map(Type::required), whole) {
            let report = errors::mismatch(span, digits, &Type::Int, &Type::Float, because, &None);
            self.cx.report(report.fix("leave the fraction out", span, format!("{whole:.0}")));
            return Value::error(span);
        }
        Value::constant(Json::Number(number), Type::Float, span)
    }

    /// A literal where an enumeration is expected: one of its values, or a report that lists them.
    pub(crate) fn enumerated(
        &mut self,
        literal: Json,
        expected: &Type,
        plain: Type,
        span: Span,
        because: &Because,
    ) -> Value {
        let Type::Enum(values) = expected else { return Value::constant(literal, plain, span) };
        let same_kind = values.iter().any(|value| value.is_string() == literal.is_string());
        if !same_kind {
            return Value::constant(literal, plain, span);
        }
        if values.contains(&literal) {
            return Value::constant(literal, expected.clone(), span);
        }
        let known: Vec<String> = values.iter().map(ToString::to_string).collect();
        let known: Vec<&str> = known.iter().map(String::as_str).collect();
        self.cx.report(errors::not_in_enum(span, &literal.to_string(), expected, &known, because));
        Value::error(span)
    }

    fn text(&mut self, text: &ast::StrLit, expected: Option<&Type>, because: &Because, span: Span) -> Value {
        let pieces = self.text_pieces(text);
        if pieces.iter().any(|piece| matches!(piece, TextPiece::Value(value) if value.ty.is_error())) {
            return Value::error(span);
        }
        match join_text(&pieces) {
            Some(text) => match expected.map(Type::required) {
                Some(ty @ Type::Enum(_)) => self.enumerated(Json::String(text), ty, Type::String, span, because),
                _ => Value::constant(Json::String(text), Type::String, span),
            },
            None => Value { kind: ValueKind::Text(pieces), ty: Type::String, span },
        }
    }

    /// A string's parts; constants among them have become text.
    pub(crate) fn text_pieces(&mut self, text: &ast::StrLit) -> Vec<TextPiece> {
        let mut pieces: Vec<TextPiece> = Vec::with_capacity(text.pieces.len());
        for piece in &text.pieces {
            match piece {
                StrPiece::Text(text) => push_text(&mut pieces, text),
                StrPiece::Interpolation(expr) => {
                    let value = self.value(expr, None, &None);
                    if value.ty.is_artifact() {
                        self.cx.report(errors::artifact_as_value(value.span, &value.ty, "text"));
                    } else if value.ty.is_optional() && !value.ty.is_error() {
                        let name = self.cx.sources.text(value.span).to_owned();
                        self.cx.report(errors::optional_not_tested(value.span, &name, value.ty.required(), &None));
                    } else if let Some(constant) = value.as_constant() {
                        push_text(&mut pieces, &as_text(constant));
                    } else {
                        pieces.push(TextPiece::Value(value));
                    }
                }
            }
        }
        pieces
    }

    fn list(&mut self, items: &[ListItem], expected: Option<&Type>, because: &Because, span: Span) -> Value {
        let wanted = match expected.map(Type::required) {
            Some(Type::List(item)) => Some((**item).clone()),
            Some(Type::Json) => Some(Type::Json),
            _ => None,
        };
        let mut values = Vec::with_capacity(items.len());
        for item in items {
            match item {
                ListItem::Expr(expr) => values.push(self.part(expr, wanted.as_ref(), because)),
                ListItem::If(item) => self.cx.report(errors::conditional_item(item.span)),
            }
        }
        if values.iter().any(|value| value.ty.is_error()) {
            return Value::error(span);
        }
        let item = wanted.filter(|ty| *ty != Type::Json).unwrap_or_else(|| {
            let joined = values.iter().try_fold(Type::Error, |joined, value| join(&joined, &value.ty));
            joined.filter(|ty| !ty.is_error()).unwrap_or(Type::Json)
        });
        let ty = match expected.map(Type::required) {
            Some(Type::Json) => Type::Json,
            _ => Type::list(item),
        };
        let constants: Option<Vec<Json>> = values.iter().map(|value| value.as_constant().cloned()).collect();
        match constants {
            Some(constants) => Value::constant(Json::Array(constants), ty, span),
            None => Value { kind: ValueKind::List(values), ty, span },
        }
    }

    /// An item of a list, or a field of free form: `none` is JSON's `null` there.
    fn part(&mut self, expr: &Expr, wanted: Option<&Type>, because: &Because) -> Value {
        if matches!(expr.kind, ExprKind::None) && wanted.is_none_or(|ty| *ty == Type::Json || ty.is_optional()) {
            return Value::constant(Json::Null, wanted.cloned().unwrap_or(Type::Json), expr.span);
        }
        self.value(expr, wanted, because)
    }

    fn record(&mut self, fields: &[ast::Field], expected: Option<&Type>, because: &Because, span: Span) -> Value {
        let mut given: Vec<(Vec<TextPiece>, Value)> = Vec::with_capacity(fields.len());
        let mut seen: Vec<(String, Span)> = Vec::new();
        let faults = self.cx.reports.len();
        let record = match expected.map(Type::required) {
            Some(Type::Record(record)) => Some(std::rc::Rc::clone(record)),
            _ => None,
        };
        for field in fields {
            let (key, key_span) = self.key(&field.key);
            let name = join_text(&key);
            if let Some(name) = &name {
                if let Some((_, first)) = seen.iter().find(|(seen, _)| seen == name) {
                    self.cx.report(errors::doubled_field(key_span, name, *first));
                    continue;
                }
                seen.push((name.clone(), key_span));
            }
            let wanted = self.field_type(expected, record.as_deref(), name.as_deref(), key_span);
            let why = if record.is_some() { &None } else { because };
            let value = match wanted {
                Some(Type::Json) | None => self.part(&field.value, wanted.as_ref(), why),
                Some(_) => self.value(&field.value, wanted.as_ref(), why),
            };
            if value.ty.is_artifact() {
                self.cx.report(errors::artifact_as_value(value.span, &value.ty, "a record"));
                continue;
            }
            given.push((key, value));
        }
        if given.iter().any(|(_, value)| value.ty.is_error()) {
            return Value::error(span);
        }
        if let (Some(record), Some(expected)) = (&record, expected) {
            let behind = fields.last().map_or(span.start + 1, |field| field.value.span.end);
            let insert = (Span { start: behind, end: behind, ..span }, !fields.is_empty());
            let missing = self.fill(record, &mut given, span);
            // A field that is not known may have been meant for one that is missing.
            if !missing.is_empty() && self.cx.reports.len() == faults {
                let missing: Vec<(&str, &Type)> =
                    missing.iter().map(|field| (field.name.as_str(), &field.ty)).collect();
                self.cx.report(errors::missing_fields(span, &missing, expected.required(), because, insert));
            }
        }
        if given.last().is_some_and(|(_, value)| value.ty.is_error()) {
            return Value::error(span);
        }
        let ty = match expected.map(Type::required) {
            Some(ty @ (Type::Record(_) | Type::Map(_) | Type::Json)) => ty.clone(),
            _ => anonymous(&given),
        };
        constant_record(&given).map_or_else(
            || Value { kind: ValueKind::Record(given), ty: ty.clone(), span },
            |json| Value::constant(json, ty.clone(), span),
        )
    }

    fn key(&mut self, key: &Key) -> (Vec<TextPiece>, Span) {
        match key {
            Key::Name(name) => (vec![TextPiece::Text(name.text.to_string())], name.span),
            Key::Str(text) => (self.text_pieces(text), text.span),
        }
    }

    fn field_type(
        &mut self,
        expected: Option<&Type>,
        record: Option<&Record>,
        name: Option<&str>,
        span: Span,
    ) -> Option<Type> {
        match (expected.map(Type::required), record) {
            (Some(Type::Map(item)), _) => Some((**item).clone()),
            (Some(Type::Json), _) => Some(Type::Json),
            (Some(ty), Some(record)) => match record.fields.iter().find(|field| Some(field.name.as_str()) == name) {
                Some(field) => Some(field.ty.clone()),
                None if name.is_none() => {
                    self.cx.report(errors::not_constant(span, "the name of a record's field"));
                    Some(Type::Error)
                }
                None => {
                    let known: Vec<&str> = record.fields.iter().map(|field| field.name.as_str()).collect();
                    self.cx.report(errors::unknown_field(span, name.unwrap_or_default(), ty, &known));
                    Some(Type::Error)
                }
            },
            _ => None,
        }
    }

    /// Puts in the defaults of fields that were left out; hands out those that have none.
    fn fill<'r>(
        &mut self,
        record: &'r Record,
        given: &mut Vec<(Vec<TextPiece>, Value)>,
        span: Span,
    ) -> Vec<&'r RecordField> {
        let is_given =
            |field: &RecordField| given.iter().any(|(key, _)| join_text(key).as_deref() == Some(field.name.as_str()));
        let left_out: Vec<&RecordField> = record.fields.iter().filter(|field| !is_given(field)).collect();
        let mut missing = Vec::new();
        for field in left_out {
            if let Some(default) = &field.default {
                if !self.cx.may_copy(default, span) {
                    given.push((vec![TextPiece::Text(field.name.to_string())], Value::error(span)));
                    continue;
                }
                let value = Value::constant(default.clone(), field.ty.clone(), span);
                given.push((vec![TextPiece::Text(field.name.to_string())], value));
            } else if !field.ty.is_optional() && !field.ty.is_error() {
                missing.push(field);
            }
        }
        missing
    }
}

/// The record type of a literal that nothing is expected of.
fn anonymous(given: &[(Vec<TextPiece>, Value)]) -> Type {
    let mut fields = Vec::with_capacity(given.len());
    for (key, value) in given {
        let Some(name) = join_text(key) else { return Type::Json };
        fields.push(RecordField { name: name.into(), ty: value.ty.clone(), default: None });
    }
    Type::Record(std::rc::Rc::new(Record { name: None, fields }))
}

fn constant_record(given: &[(Vec<TextPiece>, Value)]) -> Option<Json> {
    let mut map = Map::with_capacity(given.len());
    for (key, value) in given {
        match &value.kind {
            ValueKind::Absent => continue,
            ValueKind::Constant(json) => map.insert(join_text(key)?, json.clone()),
            _ => return None,
        };
    }
    Some(Json::Object(map))
}

fn push_text(pieces: &mut Vec<TextPiece>, text: &str) {
    match pieces.last_mut() {
        Some(TextPiece::Text(last)) => last.push_str(text),
        _ => pieces.push(TextPiece::Text(text.to_owned())),
    }
}

/// The whole text, if no part of it is a run-time value.
pub(crate) fn join_text(pieces: &[TextPiece]) -> Option<String> {
    match pieces {
        [] => Some(String::new()),
        [TextPiece::Text(text)] => Some(text.clone()),
        _ => None,
    }
}

/// The text of a value: a string as it is, a number in plain decimal, else JSON.
pub(crate) fn as_text(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Number(number) => match number.as_f64() {
            Some(float) if number.as_i64().is_none() && number.as_u64().is_none() => format!("{float}"),
            _ => number.to_string(),
        },
        other => other.to_string(),
    }
}

/// The type of a constant that nothing is expected of.
pub(crate) fn infer(value: &Json) -> Type {
    match value {
        Json::Null => Type::Json,
        Json::Bool(_) => Type::Bool,
        Json::Number(number) if number.is_f64() => Type::Float,
        Json::Number(_) => Type::Int,
        Json::String(_) => Type::String,
        Json::Array(_) => Type::list(Type::Json),
        Json::Object(_) => Type::Map(std::rc::Rc::new(Type::Json)),
    }
}

/// Whether a double holds the number exactly.
pub(crate) fn exact(value: &Json) -> bool {
    match value.as_i64() {
        Some(number) => number.unsigned_abs() <= EXACT,
        None => value.as_u64().is_none(),
    }
}

/// The result of an operator on two constants; `None` where it has none.
pub(crate) fn calculate(op: BinaryOp, a: &Json, b: &Json) -> Option<Json> {
    use BinaryOp as Op;
    match op {
        Op::Eq => return Some(Json::Bool(equal(a, b))),
        Op::Ne => return Some(Json::Bool(!equal(a, b))),
        Op::And => return Some(Json::Bool(a.as_bool()? && b.as_bool()?)),
        Op::Or => return Some(Json::Bool(a.as_bool()? || b.as_bool()?)),
        Op::In => return Some(Json::Bool(b.as_array()?.iter().any(|item| equal(a, item)))),
        Op::NotIn => return Some(Json::Bool(!b.as_array()?.iter().any(|item| equal(a, item)))),
        _ => {}
    }
    if let (Json::String(a), Json::String(b)) = (a, b) {
        return compare(op, a.cmp(b)).map(Json::Bool);
    }
    let (x, y) = (a.as_f64()?, b.as_f64()?);
    if let Some(truth) = x.partial_cmp(&y).and_then(|order| compare(op, order)) {
        return Some(Json::Bool(truth));
    }
    if let (Some(a), Some(b), false) = (a.as_i64(), b.as_i64(), op == Op::Div) {
        return Some(Json::from(match op {
            Op::Add => a.checked_add(b)?,
            Op::Sub => a.checked_sub(b)?,
            Op::Mul => a.checked_mul(b)?,
            _ => return None,
        }));
    }
    let result = match op {
        Op::Add => x + y,
        Op::Sub => x - y,
        Op::Mul => x * y,
        Op::Div => x / y,
        _ => return None,
    };
    serde_json::Number::from_f64(result).map(Json::Number)
}

fn equal(a: &Json, b: &Json) -> bool {
    match (a.as_f64(), b.as_f64()) {
        (Some(a), Some(b)) => a.total_cmp(&b).is_eq(),
        _ => a == b,
    }
}

fn compare(op: BinaryOp, order: std::cmp::Ordering) -> Option<bool> {
    Some(match op {
        BinaryOp::Lt => order.is_lt(),
        BinaryOp::Le => order.is_le(),
        BinaryOp::Gt => order.is_gt(),
        BinaryOp::Ge => order.is_ge(),
        _ => return None,
    })
}

/// An operator as it is written.
pub(crate) fn symbol(op: BinaryOp) -> &'static str {
    match op {
        BinaryOp::Or => "or",
        BinaryOp::And => "and",
        BinaryOp::Eq => "==",
        BinaryOp::Ne => "!=",
        BinaryOp::Lt => "<",
        BinaryOp::Le => "<=",
        BinaryOp::Gt => ">",
        BinaryOp::Ge => ">=",
        BinaryOp::In => "in",
        BinaryOp::NotIn => "not in",
        BinaryOp::Add => "+",
        BinaryOp::Sub => "-",
        BinaryOp::Mul => "*",
        BinaryOp::Div => "/",
    }
}
