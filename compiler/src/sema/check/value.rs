//! Expressions become values.
//!
//! In: an expression, what is expected of it, and why. Out: a [`Value`] that fits, or an error value after a report.
//! Always holds: a call met on the way has made its task before the value that uses it.

use serde_json::Value as Json;
use smol_str::SmolStr;

use super::Def;
use super::body::{Body, Local, Mode};
use super::size::weight_of;
use crate::plan::{Key, ParamType};
use crate::sema::errors::types::Because;
use crate::sema::errors::{names as name_errors, tasks as task_errors, types as errors};
use crate::sema::hir::{NodeId, Value, ValueKind};
use crate::sema::subtype::fits;
use crate::sema::types::Type;
use crate::source::Span;
use crate::syntax::ast::{self, BinaryOp, Expr, ExprKind, UnaryOp};

/// What an expression stands for before it is known whether one value is wanted of it.
#[derive(Debug, Clone)]
pub(crate) struct Operand {
    pub(crate) what: What,
    /// The task or block that it names, whatever field of it is taken.
    pub(crate) node: Option<NodeId>,
    pub(crate) span: Span,
}

/// One value, or all outputs of a node.
#[derive(Debug, Clone)]
pub(crate) enum What {
    Value(Value),
    Node(NodeId),
}

impl Operand {
    pub(crate) fn value(value: Value) -> Self {
        Self { span: value.span, what: What::Value(value), node: None }
    }

    pub(crate) fn node(id: NodeId, span: Span) -> Self {
        Self { what: What::Node(id), node: Some(id), span }
    }
}

impl Body<'_, '_> {
    /// The value of `expr`, fitted to `expected`.
    pub(crate) fn value(&mut self, expr: &Expr, expected: Option<&Type>, because: &Because) -> Value {
        let operand = self.operand(expr, expected, because);
        let value = self.single(operand);
        match expected {
            Some(expected) => self.fitted(value, expected, because),
            None => value,
        }
    }

    /// The one value that an operand stands for.
    pub(crate) fn single(&mut self, operand: Operand) -> Value {
        let id = match operand.what {
            What::Value(value) => return Value { span: operand.span, ..value },
            What::Node(id) => id,
        };
        let info = self.node(id);
        if let [(output, _)] = info.outputs.as_slice() {
            let (name, ty) = (output.name.clone(), output.ty.clone());
            return Value { kind: ValueKind::Output(id, name), ty, span: operand.span };
        }
        let report = match &info.no_value {
            Some(reason) => errors::branches_disagree(operand.span, &reason.why, reason.first, reason.second),
            None => {
                let outputs: Vec<&str> = info.outputs.iter().map(|(output, _)| output.name.as_str()).collect();
                errors::no_single_value(operand.span, &self.shown(operand.span), &outputs)
            }
        };
        self.cx.report(report);
        Value::error(operand.span)
    }

    /// A task as the source names it: by its name, or by what is called.
    fn shown(&self, span: Span) -> String {
        let text = self.cx.sources.text(span);
        let text = text.trim_start_matches('(');
        text.split(['(', ')', '{', '\n']).next().unwrap_or(text).trim().to_owned()
    }

    /// `value` if it fits `expected`; else an error value after a report.
    pub(crate) fn fitted(&mut self, value: Value, expected: &Type, because: &Because) -> Value {
        if matches!(value.kind, ValueKind::Absent) {
            if expected.is_optional() || expected.is_error() {
                return Value { ty: expected.clone(), ..value };
            }
            self.cx.report(errors::none_not_allowed(value.span, expected, because));
            return Value::error(value.span);
        }
        if fits(&value.ty, expected) {
            return value;
        }
        if let (Type::Enum(values), Some(constant)) = (expected.required(), value.as_constant())
            && constant.is_string() == values.iter().all(Json::is_string)
            && !value.ty.is_optional()
        {
            return self.enumerated(constant.clone(), expected.required(), value.ty.clone(), value.span, because);
        }
        let text = self.cx.sources.text(value.span).to_owned();
        let report = if value.ty.is_optional() && fits(value.ty.required(), expected) {
            let made = value.ty.is_artifact() && matches!(value.kind, ValueKind::Output(..));
            let report = if made {
                errors::artifact_not_made(value.span, &text, because)
            } else {
                errors::optional_not_tested(value.span, &text, expected, because)
            };
            match self.made_by(&value) {
                Some((place, _)) => report.with(place, "comes from here, which may not run"),
                None => report,
            }
        } else {
            errors::mismatch(value.span, &text, expected, &value.ty, because, &self.made_by(&value))
        };
        self.cx.report(report);
        Value::error(value.span)
    }

    /// Where a value's type was declared, for messages.
    fn made_by(&self, value: &Value) -> Because {
        let ValueKind::Output(id, name) = &value.kind else { return None };
        let info = self.node(*id);
        let (output, span) = info.outputs.iter().find(|(output, _)| output.name == *name)?;
        Some((*span, format!("`{}` is made here as `{}`", output.name, output.ty)))
    }

    /// What `expr` stands for; literals are typed by `expected`.
    pub(crate) fn operand(&mut self, expr: &Expr, expected: Option<&Type>, because: &Because) -> Operand {
        let value = match &expr.kind {
            ExprKind::Name(name) => return self.name(name, expr.span),
            ExprKind::Field(base, name) => return self.field(base, name, expr.span),
            ExprKind::Call(callee, args) => return self.call(callee, args, expr.span, expected),
            ExprKind::Paren(inner) => {
                let operand = self.operand(inner, expected, because);
                return Operand { span: expr.span, ..operand };
            }
            ExprKind::If(_) | ExprKind::For(_) | ExprKind::Try(_) => return self.block_expr(expr),
            ExprKind::Index(base, index) => self.index(base, index, expr.span),
            ExprKind::Unary(UnaryOp::Neg, inner) => self.negative(inner, expected, expr.span),
            ExprKind::Binary(op, left, right) => self.folded(*op, left, right, expected, expr.span),
            ExprKind::Unary(UnaryOp::Not, inner) => {
                let value = self.value(inner, Some(&Type::Bool), &None);
                match value.as_constant() {
                    Some(Json::Bool(truth)) => Value::constant(Json::Bool(!truth), Type::Bool, expr.span),
                    _ => self.not_computed(&value, expr.span),
                }
            }
            _ => self.literal(expr, expected, because),
        };
        Operand::value(value)
    }

    fn name(&mut self, name: &SmolStr, span: Span) -> Operand {
        if name == "_" {
            self.cx.report(name_errors::underscore_used(span));
            return Operand::value(Value::error(span));
        }
        if let Some(binding) = self.local(name) {
            let binding = binding.clone();
            let what = match binding.local {
                Local::Node(id) => self.tested(id, name, span).map_or(What::Node(id), What::Value),
                Local::Value(value) => {
                    let ty = self.narrowed(name, value.ty);
                    What::Value(Value { kind: value.kind, ty, span })
                }
            };
            return Operand { what, node: binding.node, span };
        }
        let value = match self.cx.lookup(self.module, name).map(|entry| entry.def) {
            Some(Def::Const(id)) => self.cx.const_value(id, span),
            Some(Def::Broken) => Value::error(span),
            Some(def) => {
                let report = name_errors::wrong_kind(name, span, def.kind(), "a value");
                let report = match def {
                    Def::Component(_) | Def::Pipeline(_) if self.has_run_time() => {
                        report.help(format!("call it: `{name}(…)`"))
                    }
                    _ => report,
                };
                self.cx.report(report);
                Value::error(span)
            }
            None => self.unknown(name, span),
        };
        Operand::value(value)
    }

    /// The value of a task or block whose name a condition around has tested.
    fn tested(&self, id: NodeId, name: &SmolStr, span: Span) -> Option<Value> {
        let [(output, _)] = self.node(id).outputs.as_slice() else { return None };
        let ty = self.narrowed(name, output.ty.clone());
        (ty != output.ty).then(|| Value { kind: ValueKind::Output(id, output.name.clone()), ty, span })
    }

    /// Reports a name that means nothing here, with the best guess why.
    pub(crate) fn unknown(&mut self, name: &SmolStr, span: Span) -> Value {
        // It may be the name that a `let` lacks, or an input that could not be read.
        if self.local("").is_some() {
            return Value::error(span);
        }
        if self.pipeline.is_some_and(|id| self.cx.pipelines[id.0 as usize].signature.torn) {
            return Value::error(span);
        }
        let later = self.later.iter().rev().find_map(|names| names.get(name)).copied();
        let report = if let Some(declared) = later {
            name_errors::used_before_let(name, span, declared)
        } else if let Some(declared) = self.ended.get(name).copied() {
            match self.mode {
                Mode::Finally => name_errors::unknown_to_finally(name, span, declared),
                _ => name_errors::lives_in_block(name, span, declared),
            }
        } else {
            let mut known: Vec<SmolStr> = self.frames.iter().flat_map(|frame| frame.keys().cloned()).collect();
            known.extend(self.cx.names(self.module, |def| matches!(def, Def::Const(_))));
            known.sort();
            name_errors::unknown_name(name, span, known.iter().map(SmolStr::as_str))
        };
        let report = match self.mode {
            Mode::Constant => report.note("outside of a pipeline's body only constants are known"),
            _ => report,
        };
        self.cx.report(report);
        Value::error(span)
    }

    fn field(&mut self, base: &Expr, name: &ast::Name, span: Span) -> Operand {
        if let ExprKind::Name(root) = &base.kind
            && self.local(root).is_none()
        {
            match root.as_str() {
                "run" if self.has_run_time() && !self.meant_as_let(root, name) => {
                    return Operand::value(self.run_field(name, span));
                }
                "workspace" if self.has_run_time() && name.text == "path" => {
                    return Operand::value(Value { kind: ValueKind::WorkspacePath, ty: Type::String, span });
                }
                _ => {}
            }
        }
        if name.text.is_empty() {
            self.operand(base, None, &None);
            return Operand::value(Value::error(span));
        }
        let operand = self.operand(base, None, &None);
        let node = operand.node;
        let what = match operand.what {
            What::Node(id) => self.output(id, name, operand.span, span),
            What::Value(value) => self.select(value, name, span),
        };
        let value = Value { ty: self.narrowed(&dotted(base, name), what.ty), ..what };
        Operand { what: What::Value(value), node, span }
    }

    /// `task.output`: the output of that name, else a field of the only one.
    fn output(&mut self, id: NodeId, name: &ast::Name, base: Span, span: Span) -> Value {
        let info = self.node(id);
        if let Some((output, _)) = info.outputs.iter().find(|(output, _)| output.name == name.text) {
            return Value { kind: ValueKind::Output(id, output.name.clone()), ty: output.ty.clone(), span };
        }
        match info.outputs.as_slice() {
            [(output, _)] if has_fields(&output.ty) => {
                let only =
                    Value { kind: ValueKind::Output(id, output.name.clone()), ty: output.ty.clone(), span: base };
                self.select(only, name, span)
            }
            outputs => {
                let report = match &info.no_value {
                    Some(reason) => errors::branches_disagree(span, &reason.why, reason.first, reason.second),
                    None => {
                        let names: Vec<&str> = outputs.iter().map(|(output, _)| output.name.as_str()).collect();
                        name_errors::unknown_output(&name.text, name.span, &self.shown(base), &names)
                    }
                };
                self.cx.report(report);
                Value::error(span)
            }
        }
    }

    /// A field of a value: of a record, of `Json`, of a status.
    fn select(&mut self, base: Value, name: &ast::Name, span: Span) -> Value {
        let ty = match base.ty.required() {
            Type::Error => Type::Error,
            Type::Json => Type::Json,
            Type::Map(item) => (**item).clone(),
            Type::Record(record) => match record.fields.iter().find(|field| field.name == name.text) {
                Some(field) => field.ty.clone(),
                None => {
                    let known: Vec<&str> = record.fields.iter().map(|field| field.name.as_str()).collect();
                    let report = errors::unknown_field(name.span, &name.text, &base.ty, &known);
                    self.cx.report(report);
                    Type::Error
                }
            },
            Type::Status => self.status_field(name),
            other => {
                let report = errors::no_fields(name.span, other, &name.text);
                self.cx.report(report);
                Type::Error
            }
        };
        if base.ty.is_optional() && !ty.is_error() {
            let text = self.cx.sources.text(base.span).to_owned();
            self.cx.report(errors::optional_not_tested(base.span, &text, base.ty.required(), &None));
            return Value::error(span);
        }
        if ty.is_error() {
            return Value::error(span);
        }
        self.picked(base, Key::Field(name.text.clone()), ty, span)
    }

    /// A part of a value; what a constant's copy had beside it is gone.
    fn picked(&mut self, base: Value, key: Key, ty: Type, span: Span) -> Value {
        let whole = base.as_constant().and_then(weight_of);
        let part = pick(base, key, ty, span);
        self.cx.gave_back(whole, part.as_constant());
        part
    }

    fn status_field(&mut self, name: &ast::Name) -> Type {
        match name.text.as_str() {
            "state" => Type::Enum(["COMPLETE", "FAILED", "CANCELED"].map(Json::from).to_vec().into()),
            "task" => Type::String,
            "error_code" | "error_message" => {
                self.cx.report(errors::status_inside(name.span, &name.text));
                Type::Error
            }
            _ => {
                let known = ["state", "task", "error_code", "error_message"];
                self.cx.report(errors::unknown_field(name.span, &name.text, &Type::Status, &known));
                Type::Error
            }
        }
    }

    /// Whether `run.name` means a `let run` that is out of reach here, and nothing of the engine's.
    fn meant_as_let(&self, run: &str, name: &ast::Name) -> bool {
        let known = self.ended.contains_key(run) || self.later.iter().any(|names| names.contains_key(run));
        known && super::container::run_field(&name.text).is_none()
    }

    fn run_field(&mut self, name: &ast::Name, span: Span) -> Value {
        let Some(field) = super::container::run_field(&name.text) else {
            let known =
                ["id", "name", "resource_name", "root", "created_at", "scheduled_at", "task_id", "task_name", "url"];
            self.cx.report(name_errors::unknown_part(&name.text, name.span, "run", &known));
            return Value::error(span);
        };
        Value { kind: ValueKind::Run(field), ty: Type::String, span }
    }

    fn index(&mut self, base: &Expr, index: &Expr, span: Span) -> Value {
        let base = self.value(base, None, &None);
        let index = self.value(index, None, &None);
        let key = match (base.ty.required(), index.as_constant()) {
            (Type::Error, _) => return Value::error(span),
            (Type::List(_) | Type::Json, Some(Json::Number(number))) => {
                number.as_u64().and_then(|number| u32::try_from(number).ok()).map(Key::Index)
            }
            (Type::Map(_) | Type::Record(_) | Type::Json, Some(Json::String(name))) => Some(Key::Field(name.into())),
            _ => None,
        };
        if let (Type::Record(record), Some(Key::Field(name))) = (base.ty.required(), &key)
            && !record.fields.iter().any(|field| field.name == *name)
        {
            let known: Vec<&str> = record.fields.iter().map(|field| field.name.as_str()).collect();
            self.cx.report(errors::unknown_field(index.span, name, &base.ty, &known));
            return Value::error(span);
        }
        let ty = match (base.ty.required(), &key) {
            (_, None) => None,
            (Type::Json, _) => Some(Type::Json),
            (Type::List(item), _) if !item.is_artifact() => Some((**item).clone()),
            (Type::Map(item), _) => Some((**item).clone()),
            (Type::Record(record), Some(Key::Field(name))) => {
                record.fields.iter().find(|field| field.name == *name).map(|field| field.ty.clone())
            }
            _ => None,
        };
        match (key, ty) {
            (Some(key), Some(ty)) => self.picked(base, key, ty, span),
            _ => {
                if !index.ty.is_error() {
                    self.cx.report(errors::bad_index(index.span, &base.ty));
                }
                Value::error(span)
            }
        }
    }

    /// `-x` of a literal or constant.
    fn negative(&mut self, inner: &Expr, expected: Option<&Type>, span: Span) -> Value {
        let value = self.value(inner, expected.filter(|ty| is_plain_number(ty)), &None);
        match (value.as_constant(), &value.ty) {
            (_, Type::Error) => Value::error(span),
            (Some(Json::Number(number)), ty) => {
                let negative = match number.as_i64() {
                    Some(whole) => Json::from(-whole),
                    None => Json::from(-number.as_f64().unwrap_or_default()),
                };
                Value::constant(negative, ty.clone(), span)
            }
            (Some(_), ty) => {
                self.cx.report(errors::operator(span, "-", ty, ty));
                Value::error(span)
            }
            (None, _) => self.not_computed(&value, span),
        }
    }

    /// An operator between constants; on run-time values it works in conditions only.
    fn folded(&mut self, op: BinaryOp, left: &Expr, right: &Expr, expected: Option<&Type>, span: Span) -> Value {
        let wanted = match op {
            BinaryOp::Add | BinaryOp::Sub | BinaryOp::Mul => expected.filter(|ty| is_plain_number(ty)),
            _ => None,
        };
        if op == BinaryOp::Add && (starts_with_text(left) || starts_with_text(right)) {
            return self.added_text(left, right, span);
        }
        let (a, b) = (self.value(left, wanted, &None), self.value(right, wanted, &None));
        if a.ty.is_error() || b.ty.is_error() {
            return Value::error(span);
        }
        if op == BinaryOp::Add && [&a, &b].iter().any(|side| side.ty.wire() == Some(ParamType::String)) {
            return self.added_text(left, right, span);
        }
        let (Some(x), Some(y)) = (a.as_constant(), b.as_constant()) else {
            let known = if a.as_constant().is_some() { &b } else { &a };
            return self.not_computed(known, span);
        };
        let numbers = x.is_number() && y.is_number();
        let report = match super::literal::calculate(op, x, y) {
            Some(result) => {
                let ty = super::literal::infer(&result);
                if ty != Type::Int || super::literal::exact(&result) {
                    return Value::constant(result, ty, span);
                }
                errors::integer_too_big(span)
            }
            None if numbers && op == BinaryOp::Div => errors::divided_by_zero(span),
            None if x.is_i64() && y.is_i64() => errors::integer_too_big(span),
            None if numbers => errors::number_too_big(span),
            None => errors::operator(span, super::literal::symbol(op), &a.ty, &b.ty),
        };
        self.cx.report(report);
        Value::error(span)
    }

    /// Reports text that is added, and shows the text with the values in it.
    fn added_text(&mut self, left: &Expr, right: &Expr, span: Span) -> Value {
        let joined = self.joined_text(left).zip(self.joined_text(right));
        let joined = joined.map(|(left, right)| format!("\"{left}{right}\""));
        self.cx.report(errors::text_added(span, joined));
        Value::error(span)
    }

    /// What to write into a text for `expr`, where that is plain: a name in `${}`, or what stands between quotes.
    fn joined_text(&self, expr: &Expr) -> Option<String> {
        let text = self.cx.sources.text(expr.span);
        match &expr.kind {
            ExprKind::Name(_) | ExprKind::Field(..) => path(expr).map(|path| format!("${{{path}}}")),
            ExprKind::Str(_) => Some(text.strip_prefix('"')?.strip_suffix('"')?.to_owned()),
            ExprKind::Binary(BinaryOp::Add, left, right) => {
                Some(format!("{}{}", self.joined_text(left)?, self.joined_text(right)?))
            }
            _ => None,
        }
    }

    /// Reports an operator on a value that only a run knows.
    fn not_computed(&mut self, value: &Value, span: Span) -> Value {
        if !value.ty.is_error() {
            self.cx.report(errors::run_time_arithmetic(span));
        }
        Value::error(span)
    }

    /// A call: of a component, a pipeline, a built-in, or of a modifier behind one.
    fn call(&mut self, callee: &Expr, args: &[ast::Arg], span: Span, expected: Option<&Type>) -> Operand {
        match &callee.kind {
            ExprKind::Name(name) => self.call_name(name, callee.span, args, span, expected),
            ExprKind::Field(base, name) => self.call_field(base, name, args, span),
            ExprKind::Error => {
                for arg in args {
                    self.operand(&arg.value, None, &None);
                }
                Operand::value(Value::error(span))
            }
            _ => {
                let text = self.cx.sources.text(callee.span).to_owned();
                self.cx.report(task_errors::call_outside(callee.span, &text));
                Operand::value(Value::error(span))
            }
        }
    }
}

/// `base.name` as the dotted text by which narrowing knows it.
pub(crate) fn dotted(base: &Expr, name: &ast::Name) -> SmolStr {
    match path(base) {
        Some(base) => SmolStr::from(format!("{base}.{}", name.text)),
        None => SmolStr::default(),
    }
}

/// A name or chain of fields as dotted text.
pub(crate) fn path(expr: &Expr) -> Option<SmolStr> {
    match &expr.kind {
        ExprKind::Name(name) => Some(name.clone()),
        ExprKind::Field(base, name) => path(base).map(|base| SmolStr::from(format!("{base}.{}", name.text))),
        ExprKind::Paren(inner) => path(inner),
        _ => None,
    }
}

/// Whether the first of the operands that `+` adds up is text in quotes.
fn starts_with_text(expr: &Expr) -> bool {
    match &expr.kind {
        ExprKind::Str(_) => true,
        ExprKind::Binary(BinaryOp::Add, left, _) => starts_with_text(left),
        _ => false,
    }
}

fn is_plain_number(ty: &Type) -> bool {
    matches!(ty.required(), Type::Int | Type::Float)
}

fn has_fields(ty: &Type) -> bool {
    matches!(ty.required(), Type::Json | Type::Map(_) | Type::Record(_) | Type::Status | Type::Error)
}

/// A value one step further in; constants are looked into at once.
fn pick(base: Value, key: Key, ty: Type, span: Span) -> Value {
    let kind = match base.kind {
        ValueKind::Constant(json) => {
            let inner = match &key {
                Key::Field(name) => json.get(name.as_str()),
                Key::Index(index) => json.get(*index as usize),
            };
            match inner {
                Some(inner) => ValueKind::Constant(inner.clone()),
                None => ValueKind::Absent,
            }
        }
        ValueKind::Select(inner, mut keys) => {
            keys.push(key);
            ValueKind::Select(inner, keys)
        }
        kind => ValueKind::Select(Box::new(Value { kind, ty: base.ty, span: base.span }), vec![key]),
    };
    Value { kind, ty, span }
}
