//! Constants: their values, worked out at first use, and what `--set`, `--vars` and profiles give.
//!
//! In: constants' declarations and the given values. Out: constant [`Value`]s.

use serde_json::Value as Json;

use super::body::Body;
use super::{Checker, State};
use crate::modules::ModuleId;
use crate::sema::errors::{names as name_errors, types as errors};
use crate::sema::hir::Value;
use crate::sema::types::Type;
use crate::sema::{GivenValue, subtype};
use crate::source::Span;
use crate::syntax::ast;

impl<'a> Checker<'a> {
    /// The constant that `expr` comes to in `module`, reported if it is none or does not fit `expected`.
    pub(crate) fn constant(&mut self, module: ModuleId, expr: &ast::Expr, expected: &Type) -> Option<Json> {
        let value = Body::constants(self, module).value(expr, Some(expected), &None);
        self.as_constant(&value, "this")
    }

    /// The constant in a value, reported if it is a run-time value.
    pub(crate) fn as_constant(&mut self, value: &Value, place: &str) -> Option<Json> {
        use crate::sema::hir::ValueKind;
        match &value.kind {
            ValueKind::Constant(json) => Some(json.clone()),
            ValueKind::Absent | ValueKind::Error => None,
            _ if value.is_broken() => None,
            _ => {
                self.report(errors::not_constant(value.span, place));
                None
            }
        }
    }

    /// The value of a declared constant, used at `used`.
    pub(crate) fn const_value(&mut self, id: u32, used: Span) -> Value {
        let entry = &mut self.consts[id as usize];
        let (module, decl) = (entry.module, entry.decl);
        match std::mem::replace(&mut entry.state, State::Running) {
            State::Done(value, row) => {
                self.row = self.row.max(row);
                let copy = self.copy_of(&value, used);
                self.consts[id as usize].state = State::Done(value, row);
                return copy;
            }
            State::Running => {
                self.report(name_errors::defined_by_itself(&decl.name.text, used, decl.name.span));
                return Value::error(used);
            }
            State::Waiting => {}
        }
        let (value, row) = self.worked_out(&decl.name.text, used, |this| this.const_decl(module, decl));
        let value = value.unwrap_or_else(|| Value::error(used));
        let copy = self.copy_of(&value, used);
        self.consts[id as usize].state = State::Done(value, row);
        copy
    }

    /// A constant's value where it is used.
    fn copy_of(&mut self, value: &Value, used: Span) -> Value {
        match value.as_constant() {
            Some(json) if !self.may_copy(json, used) => Value::error(used),
            _ => Value { span: used, ..value.clone() },
        }
    }

    fn const_decl(&mut self, module: ModuleId, decl: &'a ast::ConstDecl) -> Value {
        let declared = decl.ty.as_ref().map(|ty| self.ty(module, ty));
        if let Some(given) = self.options.given.get(decl.name.text.as_str()) {
            return self.given_const(decl, declared.unwrap_or(Type::String), given);
        }
        let Some(expr) = &decl.value else {
            self.report(crate::sema::errors::given::missing_const(&decl.name.text, decl.name.span));
            return Value { ty: declared.unwrap_or(Type::Error), ..Value::error(decl.name.span) };
        };
        let because = decl.ty.as_ref().map(|ty| (ty.span, String::from("declared here")));
        let value = Body::constants(self, module).value(expr, declared.as_ref(), &because);
        if self.as_constant(&value, "a `const`").is_none() {
            return Value::error(decl.name.span);
        }
        Value { ty: declared.unwrap_or(value.ty.clone()), ..value }
    }

    fn given_const(&mut self, decl: &ast::ConstDecl, ty: Type, given: &GivenValue) -> Value {
        let json = match given {
            GivenValue::Json(json) => Some(json.clone()),
            GivenValue::Text(text) if matches!(ty.required(), Type::String | Type::Enum(_)) => {
                let number = matches!(ty.required(), Type::Enum(values) if values.iter().all(Json::is_number));
                if number { serde_json::from_str(text).ok() } else { Some(Json::String(text.clone())) }
            }
            GivenValue::Text(text) => serde_json::from_str(text).ok(),
        };
        match json {
            Some(json) if subtype::json_fits(&json, &ty) => Value::constant(json, ty, decl.name.span),
            _ => {
                self.report(crate::sema::errors::given::wrong_const(&decl.name.text, decl.name.span, &ty, given));
                Value::error(decl.name.span)
            }
        }
    }
}
