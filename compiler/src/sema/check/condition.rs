//! Conditions: what an engine is asked to decide while a pipeline runs.
//!
//! In: a `Bool` expression. Out: a [`Formula`] over run-time values, and what is known where it holds.
//! Always holds: both sides of a comparison can be equal; no operand can be absent.

use serde_json::Value as Json;
use smol_str::SmolStr;

use super::body::Body;
use super::literal;
use super::value::path;
use crate::diag::Code;
use crate::plan::{Arithmetic, Comparison, Formula, ParamType};
use crate::sema::errors::types as errors;
use crate::sema::hir::{Value, ValueKind};
use crate::sema::subtype::join;
use crate::sema::types::Type;
use crate::source::Span;
use crate::syntax::ast::{BinaryOp, Expr, ExprKind, ListItem, UnaryOp};

impl Body<'_, '_> {
    /// The formula that `expr` asks for.
    pub(crate) fn condition(&mut self, expr: &Expr) -> Formula<Value> {
        match &expr.kind {
            ExprKind::Paren(inner) => self.condition(inner),
            ExprKind::Unary(UnaryOp::Not, inner) => Formula::Not(Box::new(self.condition(inner))),
            ExprKind::Binary(op @ (BinaryOp::And | BinaryOp::Or), left, right) => self.joined(*op, left, right),
            ExprKind::Binary(op @ (BinaryOp::In | BinaryOp::NotIn), left, right) => {
                let inside = self.inside(left, right, expr.span);
                if *op == BinaryOp::In { inside } else { Formula::Not(Box::new(inside)) }
            }
            ExprKind::Binary(op, left, right) => match comparison(*op) {
                Some(comparison) => self.compared(comparison, *op, left, right, expr.span),
                None => self.truth(expr),
            },
            _ => self.truth(expr),
        }
    }

    /// `a and b`, `a or b`: the right side knows what the left side has settled.
    fn joined(&mut self, op: BinaryOp, left: &Expr, right: &Expr) -> Formula<Value> {
        let first = self.condition(left);
        let known = self.present.len();
        self.present.extend(facts(left, op == BinaryOp::And));
        let second = self.condition(right);
        self.present.truncate(known);
        let mut parts = Vec::new();
        for part in [first, second] {
            match (op, part) {
                (BinaryOp::And, Formula::And(inner)) | (BinaryOp::Or, Formula::Or(inner)) => parts.extend(inner),
                (_, part) => parts.push(part),
            }
        }
        if op == BinaryOp::And { Formula::And(parts) } else { Formula::Or(parts) }
    }

    /// A value as a condition: a `Bool`, or whether an optional is there.
    fn truth(&mut self, expr: &Expr) -> Formula<Value> {
        let value = self.value(expr, None, &None);
        match &value.ty {
            Type::Bool => match value.as_constant() {
                Some(truth) => Formula::Constant(truth.clone()),
                None => Formula::Value(value, ParamType::Bool),
            },
            Type::Optional(inner) if **inner != Type::Bool => {
                if inner.is_artifact() && !matches!(value.kind, ValueKind::Input(_)) {
                    self.cx.report(errors::artifact_asked_for(value.span, &value.ty));
                }
                Formula::Present(value)
            }
            Type::Error => Formula::Constant(Json::Bool(true)),
            Type::Json => equals_true(value),
            ty => {
                let report = if ty.is_artifact() {
                    errors::artifact_as_value(value.span, ty, "a condition")
                } else {
                    let text = self.cx.sources.text(value.span).to_owned();
                    errors::not_a_condition(value.span, ty, &text)
                };
                self.cx.report(report);
                Formula::Constant(Json::Bool(true))
            }
        }
    }

    fn compared(
        &mut self,
        comparison: Comparison,
        op: BinaryOp,
        left: &Expr,
        right: &Expr,
        span: Span,
    ) -> Formula<Value> {
        if let Some(presence) = self.compared_with_none(comparison, left, right) {
            return presence;
        }
        if let Some(asked) = self.compared_with_truth(comparison, left, right) {
            return asked;
        }
        let wanted = self.literal_context(left, right);
        let (a, a_ty) = self.term(left, wanted.as_ref());
        let (b, b_ty) = self.term(right, Some(&a_ty).filter(|ty| matches!(ty, Type::Enum(_))));
        if a_ty.is_error() || b_ty.is_error() {
            return Formula::Constant(Json::Bool(true));
        }
        let ordered = !matches!(comparison, Comparison::Eq | Comparison::Ne);
        let comparable = match (a_ty.wire(), b_ty.wire()) {
            (Some(a), Some(b)) if numeric(a) && numeric(b) => true,
            (Some(ParamType::String), Some(ParamType::String)) => true,
            (Some(ParamType::Bool), Some(ParamType::Bool)) => !ordered,
            _ => a_ty == Type::Json || b_ty == Type::Json || (!ordered && join(&a_ty, &b_ty).is_some()),
        };
        if !comparable {
            let report = if ordered {
                errors::operator(span, literal::symbol(op), &a_ty, &b_ty)
            } else {
                errors::never_equal(span, &a_ty, &b_ty)
            };
            self.cx.report(report);
        }
        let (a, b) = (typed_by(a, &b_ty), typed_by(b, &a_ty));
        Formula::Compare(comparison, Box::new(a), Box::new(b))
    }

    /// `x == none`, `x != none`: presence.
    fn compared_with_none(&mut self, comparison: Comparison, left: &Expr, right: &Expr) -> Option<Formula<Value>> {
        let operand = match (&left.kind, &right.kind) {
            (_, ExprKind::None) => left,
            (ExprKind::None, _) => right,
            _ => return None,
        };
        let value = self.value(operand, None, &None);
        if !value.ty.is_optional() && !value.ty.is_error() {
            self.cx.report(errors::always_there(value.span, &value.ty));
        }
        let present = Formula::Present(value);
        Some(if comparison == Comparison::Ne { present } else { Formula::Not(Box::new(present)) })
    }

    /// `flag == true` where `flag` is a `Bool?`: it is there and true; `flag != true` is the opposite.
    fn compared_with_truth(&mut self, comparison: Comparison, left: &Expr, right: &Expr) -> Option<Formula<Value>> {
        let (operand, wanted) = match (&left.kind, &right.kind) {
            (_, ExprKind::Bool(wanted)) => (left, *wanted),
            (ExprKind::Bool(wanted), _) => (right, *wanted),
            _ => return None,
        };
        if !matches!(comparison, Comparison::Eq | Comparison::Ne) || path(operand).is_none() {
            return None;
        }
        let reports = self.cx.reports.len();
        let value = self.value(operand, None, &None);
        if value.ty != Type::Bool.optional() {
            self.cx.reports.truncate(reports);
            return None;
        }
        let same = Formula::Compare(
            Comparison::Eq,
            Box::new(Formula::Value(value.clone(), ParamType::Bool)),
            Box::new(Formula::Constant(Json::Bool(wanted))),
        );
        let asked = Formula::And(vec![Formula::Present(value), same]);
        Some(if comparison == Comparison::Eq { asked } else { Formula::Not(Box::new(asked)) })
    }

    /// The enumeration that a literal on the left of a comparison is to be one of.
    fn literal_context(&mut self, left: &Expr, right: &Expr) -> Option<Type> {
        let literal = matches!(left.kind, ExprKind::Str(_) | ExprKind::Int(_));
        let name = matches!(right.kind, ExprKind::Name(_) | ExprKind::Field(..));
        if !(literal && name) {
            return None;
        }
        let reports = self.cx.reports.len();
        let ty = self.value(right, None, &None).ty;
        self.cx.reports.truncate(reports);
        matches!(ty, Type::Enum(_)).then_some(ty)
    }

    fn inside(&mut self, item: &Expr, list: &Expr, span: Span) -> Formula<Value> {
        let (item, item_ty) = self.term(item, None);
        if let ExprKind::List(items) = &list.kind {
            let mut parts = Vec::with_capacity(items.len());
            for entry in items {
                let ListItem::Expr(entry) = entry else { continue };
                let (part, ty) = self.term(entry, Some(&item_ty).filter(|ty| matches!(ty, Type::Enum(_))));
                if join(&ty, &item_ty).is_none() {
                    self.cx.report(errors::never_equal(entry.span, &item_ty, &ty));
                }
                parts.push(typed_by(part, &item_ty));
            }
            return Formula::In(Box::new(item), Box::new(Formula::List(parts)));
        }
        let list_span = list.span;
        let (list, list_ty) = self.term(list, None);
        match &list_ty {
            Type::Json | Type::Error => {}
            Type::List(entry) if join(entry, &item_ty).is_some() => {}
            Type::List(entry) => self.cx.report(errors::never_equal(span, &item_ty, entry)),
            Type::Map(_) | Type::Record(_) if item_ty.wire() == Some(ParamType::String) => {}
            other => self.cx.report(errors::operator(list_span, "in", &item_ty, other)),
        }
        Formula::In(Box::new(item), Box::new(list))
    }

    /// One side of a comparison: a value, or arithmetic on numbers.
    fn term(&mut self, expr: &Expr, expected: Option<&Type>) -> (Formula<Value>, Type) {
        if let Some((op, left, right)) = arithmetic(expr) {
            return self.calculated(op, left, right, expr);
        }
        match &expr.kind {
            ExprKind::Paren(inner) => return self.term(inner, expected),
            ExprKind::Unary(UnaryOp::Neg, inner) if !is_literal(inner) => {
                let (inner, ty) = self.term(inner, None);
                let zero = Formula::Constant(Json::from(0));
                return (Formula::Arithmetic(Arithmetic::Sub, Box::new(zero), Box::new(inner)), ty);
            }
            _ => {}
        }
        let reports = self.cx.reports.len();
        let value = self.value(expr, expected, &None);
        let ty = value.ty.clone();
        if let ([report], true) = (self.cx.reports.get_mut(reports..).unwrap_or_default(), asks(expr))
            && report.code == Code::E0313
        {
            *report = errors::truth_compared(expr.span);
        }
        if ty.is_optional() && !ty.is_error() {
            let text = self.cx.sources.text(value.span).to_owned();
            self.cx.report(errors::optional_not_tested(value.span, &text, ty.required(), &None));
            return (Formula::Constant(Json::Bool(true)), Type::Error);
        }
        if ty.is_artifact() {
            self.cx.report(errors::artifact_as_value(value.span, &ty, "a condition"));
            return (Formula::Constant(Json::Bool(true)), Type::Error);
        }
        let formula = match (&value.kind, ty.wire()) {
            (ValueKind::Constant(json), _) => Formula::Constant(json.clone()),
            (_, Some(wire)) => Formula::Value(value, wire),
            (_, None) => Formula::Constant(Json::Bool(true)),
        };
        (formula, ty)
    }

    fn calculated(&mut self, op: BinaryOp, left: &Expr, right: &Expr, whole: &Expr) -> (Formula<Value>, Type) {
        let (a, a_ty) = self.term(left, None);
        let (b, b_ty) = self.term(right, None);
        if a_ty.is_error() || b_ty.is_error() {
            return (Formula::Constant(Json::from(0)), Type::Error);
        }
        if op == BinaryOp::Add && [&a_ty, &b_ty].iter().any(|ty| ty.wire() == Some(ParamType::String)) {
            self.cx.report(errors::text_added(whole.span, None));
            return (Formula::Constant(Json::from(0)), Type::Error);
        }
        let number = |ty: &Type| ty.is_number() || *ty == Type::Json;
        if !number(&a_ty) || !number(&b_ty) {
            self.cx.report(errors::operator(whole.span, literal::symbol(op), &a_ty, &b_ty));
            return (Formula::Constant(Json::from(0)), Type::Error);
        }
        if let (Formula::Constant(a), Formula::Constant(b)) = (&a, &b)
            && let Some(result) = literal::calculate(op, a, b)
        {
            let ty = literal::infer(&result);
            return (Formula::Constant(result), ty);
        }
        if op == BinaryOp::Div && matches!(&b, Formula::Constant(b) if b.as_f64() == Some(0.0)) {
            self.cx.report(errors::divided_by_zero(whole.span));
            return (Formula::Constant(Json::from(0)), Type::Error);
        }
        let ty = match (op, join(&a_ty, &b_ty)) {
            (BinaryOp::Div, _) | (_, None) => Type::Float,
            (_, Some(Type::Json)) => Type::Float,
            (_, Some(ty)) => ty,
        };
        let op = match op {
            BinaryOp::Add => Arithmetic::Add,
            BinaryOp::Sub => Arithmetic::Sub,
            BinaryOp::Mul => Arithmetic::Mul,
            _ => Arithmetic::Div,
        };
        let (a, b) = (typed_by(a, &Type::Float), typed_by(b, &Type::Float));
        (Formula::Arithmetic(op, Box::new(a), Box::new(b)), ty)
    }
}

/// A `Json` operand gets the wire type of what it is compared with.
fn typed_by(formula: Formula<Value>, other: &Type) -> Formula<Value> {
    match formula {
        Formula::Value(value, _) if value.ty == Type::Json => {
            let wire = other.wire().unwrap_or(ParamType::Struct);
            Formula::Value(value, wire)
        }
        formula => formula,
    }
}

fn equals_true(value: Value) -> Formula<Value> {
    let truth = Formula::Constant(Json::Bool(true));
    Formula::Compare(Comparison::Eq, Box::new(Formula::Value(value, ParamType::Bool)), Box::new(truth))
}

fn numeric(ty: ParamType) -> bool {
    matches!(ty, ParamType::Int | ParamType::Float)
}

fn comparison(op: BinaryOp) -> Option<Comparison> {
    Some(match op {
        BinaryOp::Eq => Comparison::Eq,
        BinaryOp::Ne => Comparison::Ne,
        BinaryOp::Lt => Comparison::Lt,
        BinaryOp::Le => Comparison::Le,
        BinaryOp::Gt => Comparison::Gt,
        BinaryOp::Ge => Comparison::Ge,
        _ => return None,
    })
}

fn arithmetic(expr: &Expr) -> Option<(BinaryOp, &Expr, &Expr)> {
    match &expr.kind {
        ExprKind::Binary(op @ (BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul | BinaryOp::Div), left, right) => {
            Some((*op, left, right))
        }
        _ => None,
    }
}

/// Whether the expression asks something by itself.
fn asks(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Paren(inner) => asks(inner),
        ExprKind::Unary(op, _) => *op == UnaryOp::Not,
        ExprKind::Binary(op, ..) => {
            comparison(*op).is_some() || matches!(op, BinaryOp::And | BinaryOp::Or | BinaryOp::In | BinaryOp::NotIn)
        }
        _ => false,
    }
}

fn is_literal(expr: &Expr) -> bool {
    matches!(expr.kind, ExprKind::Int(_) | ExprKind::Float(_))
}

/// The dotted names that are known to be present where `condition` is `truth`.
pub(crate) fn facts(condition: &Expr, truth: bool) -> Vec<SmolStr> {
    match &condition.kind {
        ExprKind::Paren(inner) => facts(inner, truth),
        ExprKind::Unary(UnaryOp::Not, inner) => facts(inner, !truth),
        ExprKind::Binary(BinaryOp::And, left, right) if truth => both(left, right, truth),
        ExprKind::Binary(BinaryOp::Or, left, right) if !truth => both(left, right, truth),
        ExprKind::Binary(op @ (BinaryOp::Eq | BinaryOp::Ne), left, right) => {
            let present = (*op == BinaryOp::Ne) == truth;
            let (operand, present) = match (&left.kind, &right.kind) {
                (_, ExprKind::None) => (left, present),
                (ExprKind::None, _) => (right, present),
                // It can only be equal to `true` or `false` where it is there.
                (_, ExprKind::Bool(_)) => (left, !present),
                (ExprKind::Bool(_), _) => (right, !present),
                _ => return Vec::new(),
            };
            if present { path(operand).into_iter().collect() } else { Vec::new() }
        }
        ExprKind::Name(_) | ExprKind::Field(..) if truth => path(condition).into_iter().collect(),
        _ => Vec::new(),
    }
}

fn both(left: &Expr, right: &Expr, truth: bool) -> Vec<SmolStr> {
    let mut known = facts(left, truth);
    known.extend(facts(right, truth));
    known
}
