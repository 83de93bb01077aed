//! Python expressions that have a value before anything runs.
//!
//! In: an expression and the module's names. Out: its value as JSON, or the part that has none.
//! Always holds: only literals, names bound once to such values, and `+ - *`, f-strings and containers of them count;
//! tuples are lists, as in JSON.

use ruff_python_ast::{Expr, ExprFString, FStringPart, InterpolatedStringElement, Number, Operator, UnaryOp};
use serde_json::Value as Json;

use super::names::Names;

/// Names that may stand for names in a row.
const MAX_INDIRECTION: usize = 16;
/// Bytes of a text, and items of a list, that an operator may make.
const MAX_SIZE: usize = 1 << 20;

/// The value of `expr`, or the part of it that is not known before it runs.
pub fn value<'a>(expr: &'a Expr, names: &'a Names) -> Result<Json, &'a Expr> {
    eval(expr, names, 0)
}

fn eval<'a>(expr: &'a Expr, names: &'a Names, depth: usize) -> Result<Json, &'a Expr> {
    let part = |part: &'a Expr| eval(part, names, depth);
    match expr {
        Expr::StringLiteral(text) => Ok(Json::from(text.value.to_str())),
        Expr::BooleanLiteral(literal) => Ok(Json::from(literal.value)),
        Expr::NoneLiteral(_) => Ok(Json::Null),
        Expr::NumberLiteral(literal) => number(&literal.value).ok_or(expr),
        Expr::UnaryOp(unary) => negated(unary.op, &part(&unary.operand)?).ok_or(expr),
        Expr::BinOp(binary) => combined(binary.op, part(&binary.left)?, part(&binary.right)?).ok_or(expr),
        Expr::List(list) => list.elts.iter().map(part).collect::<Result<_, _>>().map(Json::Array),
        Expr::Tuple(tuple) => tuple.elts.iter().map(part).collect::<Result<_, _>>().map(Json::Array),
        Expr::Dict(dict) => {
            let mut record = serde_json::Map::new();
            for item in &dict.items {
                let key = item.key.as_ref().ok_or(expr)?;
                let Json::String(name) = part(key)? else { return Err(key) };
                record.insert(name, part(&item.value)?);
            }
            Ok(Json::Object(record))
        }
        Expr::FString(text) => fstring(text, names, depth).ok_or(expr),
        Expr::Call(call) if names.resolve(&call.func).as_deref() == Some("textwrap.dedent") => {
            match (&*call.arguments.args, &*call.arguments.keywords) {
                ([text], []) => match part(text)? {
                    Json::String(text) => Ok(Json::String(dedent(&text))),
                    _ => Err(expr),
                },
                _ => Err(expr),
            }
        }
        Expr::Name(name) if depth < MAX_INDIRECTION => match names.constant(name.id.as_str()) {
            // What is wrong with the value stands elsewhere; the place to show is where it is used.
            Some(value) => eval(value, names, depth + 1).map_err(|_| expr),
            None => Err(expr),
        },
        _ => Err(expr),
    }
}

/// `textwrap.dedent`: the indentation that all lines share is taken off, blank lines are emptied.
fn dedent(text: &str) -> String {
    let indent = |line: &str| line.len() - line.trim_start_matches([' ', '\t']).len();
    let is_blank = |line: &str| line.trim_matches([' ', '\t']).is_empty();
    let mut margin: Option<&str> = None;
    for line in text.split('\n').filter(|line| !is_blank(line)) {
        let own = line.get(..indent(line)).unwrap_or("");
        let shared = margin.map_or(own.len(), |margin| {
            margin.bytes().zip(own.bytes()).take_while(|(left, right)| left == right).count()
        });
        margin = own.get(..shared);
    }
    let width = margin.unwrap_or("").len();
    let lines = text.split('\n').map(|line| if is_blank(line) { "" } else { line.get(width..).unwrap_or("") });
    lines.collect::<Vec<_>>().join("\n")
}

fn number(number: &Number) -> Option<Json> {
    match number {
        Number::Int(int) => int.as_i64().map(Json::from),
        Number::Float(float) => serde_json::Number::from_f64(*float).map(Json::Number),
        Number::Complex { .. } => None,
    }
}

fn negated(op: UnaryOp, value: &Json) -> Option<Json> {
    match (op, value) {
        (UnaryOp::USub, Json::Number(number)) => match number.as_i64() {
            Some(int) => int.checked_neg().map(Json::from),
            None => number.as_f64().map(|float| Json::from(-float)),
        },
        (UnaryOp::UAdd, Json::Number(_)) => Some(value.clone()),
        (UnaryOp::Not, Json::Bool(truth)) => Some(Json::from(!truth)),
        _ => None,
    }
}

fn combined(op: Operator, left: Json, right: Json) -> Option<Json> {
    match (op, left, right) {
        (Operator::Add, Json::String(left), Json::String(right)) if left.len() + right.len() <= MAX_SIZE => {
            Some(Json::from(left + &right))
        }
        (Operator::Add, Json::Array(mut left), Json::Array(right)) if left.len() + right.len() <= MAX_SIZE => {
            left.extend(right);
            Some(Json::Array(left))
        }
        (op, Json::Number(left), Json::Number(right)) => arithmetic(op, &left, &right),
        _ => None,
    }
}

fn arithmetic(op: Operator, left: &serde_json::Number, right: &serde_json::Number) -> Option<Json> {
    if let (Some(left), Some(right)) = (left.as_i64(), right.as_i64()) {
        let result = match op {
            Operator::Add => left.checked_add(right),
            Operator::Sub => left.checked_sub(right),
            Operator::Mult => left.checked_mul(right),
            _ => None,
        };
        return result.map(Json::from);
    }
    let (left, right) = (left.as_f64()?, right.as_f64()?);
    let result = match op {
        Operator::Add => left + right,
        Operator::Sub => left - right,
        Operator::Mult => left * right,
        _ => return None,
    };
    serde_json::Number::from_f64(result).map(Json::Number)
}

fn fstring(text: &ExprFString, names: &Names, depth: usize) -> Option<Json> {
    let mut out = String::new();
    for part in text.value.as_slice() {
        match part {
            FStringPart::Literal(literal) => out.push_str(&literal.value),
            FStringPart::FString(fstring) => {
                for element in &fstring.elements {
                    out.push_str(&piece(element, names, depth)?);
                }
            }
        }
        if out.len() > MAX_SIZE {
            return None;
        }
    }
    Some(Json::from(out))
}

fn piece(element: &InterpolatedStringElement, names: &Names, depth: usize) -> Option<String> {
    match element {
        InterpolatedStringElement::Literal(literal) => Some(literal.value.to_string()),
        InterpolatedStringElement::Interpolation(hole) => {
            let plain = hole.conversion.is_none() && hole.format_spec.is_none() && hole.debug_text.is_none();
            match eval(&hole.expression, names, depth) {
                Ok(Json::String(value)) if plain => Some(value),
                Ok(Json::Number(value)) if plain && value.is_i64() => Some(value.to_string()),
                _ => None,
            }
        }
    }
}
