//! What a pipeline can call without declaring it: `importer`, `approve`; and what looks like a call but is none.
//!
//! In: a call by a built-in's name. Out: its task.

use serde_json::Value as Json;
use smol_str::SmolStr;

use super::body::{Body, Mode};
use super::elaborate::Elaborate;
use super::formats::duration;
use super::value::Operand;
use crate::sema::errors::{tasks as errors, types as type_errors};
use crate::sema::hir::{EventValue, Importer, NodeKind, Output, Value, ValueKind};
use crate::sema::types::Type;
use crate::source::Span;
use crate::syntax::ast::{self, Arg, ExprKind};

const IMPORTER: &str = "importer(Dataset, uri = \"gs://…\", reimport = false, metadata = { … }, workspace = false)";
const APPROVE: &str = "approve(\"question\", timeout = 24h)";

impl Body<'_, '_> {
    /// A call of a built-in; `None` if there is none of that name.
    pub(crate) fn call_builtin(
        &mut self,
        name: &SmolStr,
        args: &[Arg],
        span: Span,
        _expected: Option<&Type>,
    ) -> Option<Operand> {
        match name.as_str() {
            "importer" | "approve" if !self.has_run_time() => {
                self.cx.report(errors::call_outside(span, name));
                Some(Operand::value(Value::error(span)))
            }
            "importer" => Some(self.importer(args, span)),
            "approve" => Some(self.approve(args, span)),
            "secret" => {
                self.cx.report(type_errors::secret_as_value(span));
                Some(Operand::value(Value::error(span)))
            }
            "range" => {
                self.cx.report(errors::builtin(
                    span,
                    "`range` counts in a `for`",
                    "no value by itself",
                    "for i in range(n) { … }",
                ));
                Some(Operand::value(Value::error(span)))
            }
            _ => None,
        }
    }

    /// The arguments of a built-in by their names; the first `by_place` of `names` may stand without.
    fn builtin_args<'e>(
        &mut self,
        args: &'e [Arg],
        names: &[&str],
        by_place: usize,
        usage: &str,
    ) -> Vec<(usize, &'e Arg)> {
        let mut found: Vec<(usize, &Arg)> = Vec::with_capacity(args.len());
        for (place, arg) in args.iter().enumerate() {
            let index = match &arg.name {
                Some(name) => names.iter().position(|known| *known == name.text),
                None if place < by_place => Some(place),
                None => match &arg.value.kind {
                    ExprKind::Name(name) => names.iter().position(|known| *known == name),
                    _ => None,
                },
            };
            match index {
                Some(index) if found.iter().any(|(known, _)| *known == index) => {
                    let message = format!("`{}` is given twice", names[index]);
                    self.cx.report(errors::builtin(arg.span, &message, "given again here", usage));
                }
                Some(index) => found.push((index, arg)),
                None => {
                    self.cx.report(errors::builtin(arg.span, "there is no such argument", "not taken", usage));
                }
            }
        }
        found
    }

    fn importer(&mut self, args: &[Arg], span: Span) -> Operand {
        let naming = self.naming.take();
        let names = ["type", "uri", "reimport", "metadata", "workspace"];
        let given = self.builtin_args(args, &names, 2, IMPORTER);
        let mut importer =
            Importer { ty: Type::Error, uri: Value::error(span), reimport: false, metadata: None, workspace: false };
        for required in 0..2 {
            if !given.iter().any(|(index, _)| *index == required) {
                let message = format!("`importer` lacks its {}", ["artifact type", "`uri`"][required]);
                self.cx.report(errors::builtin(span, &message, "an argument is missing", IMPORTER));
            }
        }
        for (index, arg) in given {
            match index {
                0 => importer.ty = self.importer_type(&arg.value),
                1 => importer.uri = self.value(&arg.value, Some(&Type::String), &None),
                2 => importer.reimport = self.constant_bool(&arg.value, "`reimport`"),
                3 => importer.metadata = Some(self.value(&arg.value, Some(&Type::Json), &None)),
                _ => importer.workspace = self.constant_bool(&arg.value, "`workspace`"),
            }
        }
        self.naming = naming;
        let output = Output { name: SmolStr::new_static("artifact"), ty: importer.ty.clone() };
        self.make("importer", NodeKind::Importer(Box::new(importer)), vec![(output, span)], span)
    }

    fn importer_type(&mut self, expr: &ast::Expr) -> Type {
        let ty = self.type_named(expr);
        if !ty.is_error() && !matches!(ty, Type::Artifact(_)) {
            let message = format!("`{ty}` is no artifact type");
            self.cx.report(errors::builtin(expr.span, &message, "an artifact type is needed", IMPORTER));
            return Type::Error;
        }
        ty
    }

    fn constant_bool(&mut self, expr: &ast::Expr, place: &str) -> bool {
        let value = self.value(expr, Some(&Type::Bool), &None);
        self.cx.as_constant(&value, place).and_then(|truth| truth.as_bool()).unwrap_or(false)
    }

    fn approve(&mut self, args: &[Arg], span: Span) -> Operand {
        let naming = self.naming.take();
        let given = self.builtin_args(args, &["message", "timeout"], 1, APPROVE);
        let mut message = String::new();
        let mut timeout = None;
        if !given.iter().any(|(index, _)| *index == 0) {
            let message = "`approve` lacks its question";
            self.cx.report(errors::builtin(span, message, "an argument is missing", APPROVE));
        }
        for (index, arg) in given {
            if index == 0 {
                let value = self.value(&arg.value, Some(&Type::String), &None);
                if let Some(Json::String(text)) = self.cx.as_constant(&value, "the question of `approve`") {
                    message = text;
                }
            } else {
                timeout = self.seconds(&arg.value);
            }
        }
        self.naming = naming;
        self.make("approve", NodeKind::Approve { message, timeout }, Vec::new(), span)
    }

    /// A duration as whole seconds.
    fn seconds(&mut self, expr: &ast::Expr) -> Option<u64> {
        let text = match &expr.kind {
            ExprKind::Unit(text) => text.to_string(),
            _ => {
                let value = self.value(expr, Some(&Type::String), &None);
                match self.cx.as_constant(&value, "a time-out")? {
                    Json::String(text) => text,
                    _ => return None,
                }
            }
        };
        let seconds = duration::seconds(&text).ok();
        if seconds.is_none() {
            let message = format!("`{text}` is no duration");
            self.cx.report(errors::builtin(expr.span, &message, "a duration such as `24h` is needed", APPROVE));
        }
        seconds
    }

    /// `event.date(…)`
    pub(crate) fn event_call(&mut self, name: &ast::Name, args: &[Arg], span: Span) -> Operand {
        if name.text != "date" || self.mode != Mode::Trigger {
            self.cx.report(errors::modifier_without_task(name.span, &name.text));
            return Operand::value(Value::error(span));
        }
        let value = match super::trigger::event_date(args, span, self) {
            Some(event) => Value { kind: ValueKind::Event(event), ty: Type::String, span },
            None => Value::error(span),
        };
        Operand::value(value)
    }

    /// What `event` is in a trigger's arguments: fields are looked up by [`EventValue::Field`].
    pub(crate) fn event_value(ty: Type, span: Span) -> Value {
        Value { kind: ValueKind::Event(EventValue::Field(Vec::new())), ty, span }
    }
}
