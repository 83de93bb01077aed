//! Conditions in CEL, the language of KFP's `triggerPolicy.condition`.
//!
//! In: a [`Formula`] over sources of the DAG being built. Out: a text over the task's own inputs.
//! Always holds: what a condition reads is an input of the task and of the DAG that it calls; the text uses only what
//! the back end evaluates (numbers arrive as doubles; a whole number is compared as `int(…)`, arithmetic is done on
//! doubles alone; an absent value has no key).

mod literal;

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::dags::DagBuilder;
use super::ports::{bare_parameter, parameter_type};
use super::schema::Text;
use super::values::Draft;
use crate::emit::errors;
use crate::plan::{Arithmetic, Callee, Comparison, Formula, ParamType, Shape, Source, Task};
use literal::{constant, literal};

/// How a number is written.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Numbers {
    /// As whole numbers: `int(x) == 3`.
    Whole,
    /// Whole ones turned into doubles: `double(int(x)) > y`.
    Widened,
    /// As doubles from the start: `x + 1.0`.
    Doubles,
    /// As they come, where the other side's type is known only at run time.
    Dynamic,
    /// As doubles, and texts read as such: `double(x) == 3.0`.
    Read,
    /// As texts: `x == 'true'`.
    Texts,
}

impl<'a> DagBuilder<'_, 'a> {
    /// The condition under which `task` runs.
    pub(super) fn condition(&mut self, draft: &mut Draft, task: &'a Task, formula: &'a Formula) -> String {
        let mut cel = Cel { builder: self, draft, task, text: String::new() };
        cel.truth(formula);
        cel.text
    }

    /// The input of `task` that holds `source`; one more is made where none does yet.
    fn operand(&mut self, draft: &mut Draft, task: &'a Task, source: &'a Source, kind: ParamType) -> Text {
        let shape = Shape::Parameter(if self.is_text(source) { ParamType::Struct } else { kind });
        let declared = self.t.sides(task);
        let given = task.arguments.iter().find(|(name, argument)| {
            argument == source && declared.inputs.get(name.as_str()).is_some_and(|port| port.shape == shape)
        });
        if let Some((name, _)) = given {
            return Text::from(name);
        }
        let name = self.channel(draft, source);
        let optional = self.base_port(source).is_some_and(|optional| optional);
        let kind = if self.is_text(source) { ParamType::String } else { kind };
        if let Callee::Dag(dag) = task.callee {
            let extras = &mut self.t.dags[dag.0 as usize].extras;
            if extras.iter().all(|(present, _)| *present != name) {
                let mut spec = bare_parameter(parameter_type(kind), None);
                spec.is_optional = optional;
                extras.push((name.clone(), spec));
            }
        }
        name
    }

    /// Whether the port that `source` comes from is optional.
    fn base_port(&self, source: &Source) -> Option<bool> {
        match source {
            Source::Select(inner, _) => self.base_port(inner),
            _ => self.port_of(source).map(|(port, _)| port.optional),
        }
    }
}

struct Cel<'b, 't, 'a> {
    builder: &'b mut DagBuilder<'t, 'a>,
    draft: &'b mut Draft,
    task: &'a Task,
    text: String,
}

impl<'a> Cel<'_, '_, 'a> {
    /// A formula that is true or false.
    fn truth(&mut self, formula: &'a Formula) {
        match formula {
            Formula::Value(source, kind) => {
                let name = self.name(source, *kind);
                let _ = write!(self.text, "{} == true", access(&name));
            }
            Formula::Present(source) => self.present(source),
            Formula::Not(inner) => {
                self.text.push_str("!(");
                self.truth(inner);
                self.text.push(')');
            }
            Formula::And(parts) => self.joined(parts, " && ", "true"),
            Formula::Or(parts) => self.joined(parts, " || ", "false"),
            Formula::Compare(comparison, left, right) => self.comparison(*comparison, left, right),
            Formula::In(item, list) => self.membership(item, list),
            Formula::Constant(_) | Formula::Arithmetic(..) | Formula::List(_) => {
                self.value(formula, Numbers::Dynamic);
            }
        }
    }

    fn joined(&mut self, parts: &'a [Formula], operator: &str, empty: &str) {
        if parts.is_empty() {
            self.text.push_str(empty);
        }
        for (index, part) in parts.iter().enumerate() {
            if index > 0 {
                self.text.push_str(operator);
            }
            let nested = parts.len() > 1 && matches!(part, Formula::And(_) | Formula::Or(_));
            self.text.push_str(if nested { "(" } else { "" });
            self.truth(part);
            self.text.push_str(if nested { ")" } else { "" });
        }
    }

    fn present(&mut self, source: &'a Source) {
        let kind = self.builder.type_of(source);
        if self.is_artifact(source) {
            return;
        }
        let name = self.name(source, kind);
        let value = access(&name);
        let _ = write!(self.text, "({} in inputs.parameter_values && {value} != null)", literal(name.as_str()));
    }

    fn comparison(&mut self, comparison: Comparison, left: &'a Formula, right: &'a Formula) {
        let exact = matches!(comparison, Comparison::Eq | Comparison::Ne);
        let numbers = self.numbers(left, right, exact);
        self.value(left, numbers);
        self.text.push_str(match comparison {
            Comparison::Eq => " == ",
            Comparison::Ne => " != ",
            Comparison::Lt => " < ",
            Comparison::Le => " <= ",
            Comparison::Gt => " > ",
            Comparison::Ge => " >= ",
        });
        self.value(right, numbers);
    }

    fn membership(&mut self, item: &'a Formula, list: &'a Formula) {
        let numbers = match list {
            Formula::List(items) => {
                let mut each = items.iter().map(|other| self.numbers(item, other, true));
                let first = each.next().unwrap_or(Numbers::Dynamic);
                if each.all(|other| other == first) { first } else { Numbers::Dynamic }
            }
            _ => Numbers::Dynamic,
        };
        self.value(item, numbers);
        self.text.push_str(" in ");
        self.value(list, numbers);
    }

    /// An operand.
    fn value(&mut self, formula: &'a Formula, numbers: Numbers) {
        match formula {
            Formula::Constant(value) => {
                constant(&mut self.text, value, numbers);
            }
            Formula::Value(source, kind) => {
                let value = access(&self.name(source, *kind));
                let as_text = self.builder.is_text(source);
                let _ = match (kind, numbers) {
                    (_, Numbers::Texts) if as_text => write!(self.text, "{value}"),
                    (ParamType::Int, Numbers::Whole) => write!(self.text, "int({value})"),
                    (ParamType::Int, Numbers::Widened) => write!(self.text, "double(int({value}))"),
                    (_, Numbers::Read | Numbers::Doubles) if as_text => write!(self.text, "double({value})"),
                    _ => write!(self.text, "{value}"),
                };
            }
            Formula::List(items) => {
                self.text.push('[');
                for (index, item) in items.iter().enumerate() {
                    self.text.push_str(if index == 0 { "" } else { ", " });
                    self.value(item, numbers);
                }
                self.text.push(']');
            }
            Formula::Arithmetic(operator, left, right) => self.arithmetic(*operator, left, right),
            _ => {
                self.text.push('(');
                self.truth(formula);
                self.text.push(')');
            }
        }
    }

    /// How numbers are written where `left` and `right` meet.
    fn numbers(&self, left: &Formula, right: &Formula, exact: bool) -> Numbers {
        let kinds = [self.kind(left), self.kind(right)];
        let literal = [left, right].iter().any(|side| matches!(side, Formula::Constant(_)));
        if kinds.contains(&Kind::Text) && literal && exact {
            Numbers::Texts
        } else if kinds.contains(&Kind::Text) && kinds.iter().any(|kind| matches!(kind, Kind::Int | Kind::Float)) {
            Numbers::Read
        } else if kinds.contains(&Kind::Computed) {
            Numbers::Doubles
        } else if kinds.contains(&Kind::Text) || kinds.contains(&Kind::Other) {
            Numbers::Dynamic
        } else if kinds.contains(&Kind::Float) {
            Numbers::Widened
        } else {
            Numbers::Whole
        }
    }

    fn kind(&self, formula: &Formula) -> Kind {
        match formula {
            Formula::Value(source, _) if self.builder.is_text(source) => Kind::Text,
            Formula::Constant(Json::Number(number)) if number.is_f64() => Kind::Float,
            Formula::Constant(Json::Number(_)) | Formula::Value(_, ParamType::Int) => Kind::Int,
            Formula::Value(_, ParamType::Float) => Kind::Float,
            Formula::Arithmetic(..) => Kind::Computed,
            _ => Kind::Other,
        }
    }

    fn arithmetic(&mut self, operator: Arithmetic, left: &'a Formula, right: &'a Formula) {
        let tight = matches!(operator, Arithmetic::Mul | Arithmetic::Div);
        self.term(left, tight && loose(left));
        self.text.push_str(match operator {
            Arithmetic::Add => " + ",
            Arithmetic::Sub => " - ",
            Arithmetic::Mul => " * ",
            Arithmetic::Div => " / ",
        });
        self.term(right, matches!(right, Formula::Arithmetic(..)));
    }

    fn term(&mut self, formula: &'a Formula, parenthesised: bool) {
        self.text.push_str(if parenthesised { "(" } else { "" });
        self.value(formula, Numbers::Doubles);
        self.text.push_str(if parenthesised { ")" } else { "" });
    }

    fn name(&mut self, source: &'a Source, kind: ParamType) -> Text {
        if self.is_artifact(source) {
            return Text::default();
        }
        self.builder.operand(self.draft, self.task, source, kind)
    }

    fn is_artifact(&mut self, source: &Source) -> bool {
        let artifact = matches!(self.builder.port_of(source), Some((port, _)) if port.is_artifact());
        if artifact {
            self.builder.t.report(errors::artifact_in_condition(self.draft.span));
        }
        artifact
    }
}

fn access(name: &Text) -> String {
    format!("inputs.parameter_values[{}]", literal(name.as_str()))
}

fn loose(formula: &Formula) -> bool {
    matches!(formula, Formula::Arithmetic(Arithmetic::Add | Arithmetic::Sub, ..))
}

#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Kind {
    Int,
    Float,
    Computed,
    /// JSON that travels as text.
    Text,
    Other,
}
