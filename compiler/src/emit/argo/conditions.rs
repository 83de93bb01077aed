//! Conditions as Argo's expressions.
//!
//! In: a [`Formula`] over sources of a DAG. Out: an expression that is true or false.
//! Always holds: numbers are compared as doubles, texts as texts; a value that is not there is never read behind the
//! question whether it is.

use serde_json::Value as Json;

use super::expression::literal;
use super::sources::Scope;
use super::wire;
use crate::plan::{Arithmetic, Comparison, Formula, ParamType, Source};

impl Scope<'_, '_> {
    /// An expression for a formula that is true or false.
    pub(super) fn truth(&self, formula: &Formula) -> String {
        match formula {
            Formula::Value(source, ParamType::Bool) if !matches!(source, Source::Select(..)) => self.native(source),
            Formula::Value(source, _) => format!("{} == true", self.native(source)),
            Formula::Present(source) => self.present(source),
            Formula::Not(inner) => format!("!({})", self.truth(inner)),
            Formula::And(parts) => self.joined(parts, " && ", "true"),
            Formula::Or(parts) => self.joined(parts, " || ", "false"),
            Formula::Compare(comparison, left, right) => self.comparison(*comparison, left, right),
            Formula::In(item, list) => format!("{} in {}", self.value(item), self.value(list)),
            Formula::Constant(_) | Formula::Arithmetic(..) | Formula::List(_) => self.value(formula),
        }
    }

    fn joined(&self, parts: &[Formula], operator: &str, empty: &str) -> String {
        let parts: Vec<String> = parts
            .iter()
            .map(|part| {
                let text = self.truth(part);
                let nested = parts.len() > 1 && matches!(part, Formula::And(_) | Formula::Or(_));
                if nested { format!("({text})") } else { text }
            })
            .collect();
        if parts.is_empty() { empty.to_owned() } else { parts.join(operator) }
    }

    fn comparison(&self, comparison: Comparison, left: &Formula, right: &Formula) -> String {
        let operator = match comparison {
            Comparison::Eq => "==",
            Comparison::Ne => "!=",
            Comparison::Lt => "<",
            Comparison::Le => "<=",
            Comparison::Gt => ">",
            Comparison::Ge => ">=",
        };
        let plain = self.as_plain(left, right).zip(self.as_plain(right, left));
        let (left, right) = plain.unwrap_or_else(|| (self.value(left), self.value(right)));
        format!("{left} {operator} {right}")
    }

    /// The side of a comparison with a plain text: such a text travels as it is.
    fn as_plain(&self, side: &Formula, other: &Formula) -> Option<String> {
        let is_plain =
            |formula: &Formula| matches!(formula, Formula::Constant(Json::String(text)) if wire::is_plain(text));
        match side {
            Formula::Value(source, ParamType::String) if is_plain(other) => self.plain(source),
            Formula::Constant(value) if is_plain(side) => Some(literal(value)),
            _ => None,
        }
    }

    fn value(&self, formula: &Formula) -> String {
        match formula {
            Formula::Constant(value) => literal(value),
            Formula::Value(source, _) => self.native(source),
            Formula::Arithmetic(operator, left, right) => {
                let operator = match operator {
                    Arithmetic::Add => "+",
                    Arithmetic::Sub => "-",
                    Arithmetic::Mul => "*",
                    Arithmetic::Div => "/",
                };
                format!("({} {operator} {})", self.value(left), self.value(right))
            }
            Formula::List(items) => {
                format!("[{}]", items.iter().map(|item| self.value(item)).collect::<Vec<_>>().join(", "))
            }
            _ => format!("({})", self.truth(formula)),
        }
    }
}
