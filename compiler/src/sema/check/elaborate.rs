//! What the checkers of decorators and triggers ask of whoever checks expressions around them.
//!
//! In: an expression and what is expected of it. Out: its checked value.
//! Always holds: what is wrong with the expression itself was reported by the one who elaborates it.

use crate::diag::Diagnostic;
use crate::sema::hir::{PipelineId, Value};
use crate::sema::types::Type;
use crate::source::Span;
use crate::syntax::ast;

/// Checks expressions in the scope where a decorator, modifier or trigger stands.
pub(crate) trait Elaborate {
    /// The value of `expr`, fitted to `expected` (a mismatch is reported here and gives an error value).
    /// In a scope without run-time values the result is a constant, `none` or an error.
    fn value(&mut self, expr: &ast::Expr, expected: &Type) -> Value;

    /// The value of `expr` whatever its type, for arguments that take several.
    fn any_value(&mut self, expr: &ast::Expr) -> Value;

    /// The type that the expression names (`webhook(body = Event)`), reported if it names none.
    fn type_named(&mut self, expr: &ast::Expr) -> Type;

    /// The pipeline that the expression names (`success(churn)`), reported if it names none.
    fn pipeline_named(&mut self, expr: &ast::Expr) -> Option<PipelineId>;

    /// Takes down a fault.
    fn report(&mut self, diagnostic: Diagnostic);

    /// The time, in seconds since 1970, if the caller told it.
    fn now(&self) -> Option<i64>;

    /// The text under a span, for messages.
    fn text(&self, span: Span) -> String;
}

#[cfg(test)]
pub(crate) mod fake;
