//! Triggers: their sources checked by the table of sources, and what type their `event` is of.
//!
//! In: a trigger's declaration. Out: its checked sources, and the type of `event`.

use crate::sema::check::elaborate::Elaborate;
use crate::sema::hir::{EventValue, TriggerSource};
use crate::sema::types::Type;
use crate::source::Span;
use crate::syntax::ast;

/// The checked sources of a trigger: one, or those of `any(…)`; empty where they could not be read.
pub(crate) fn check(decl: &ast::TriggerDecl, cx: &mut dyn Elaborate) -> Vec<TriggerSource> {
    let _ = (decl, cx);
    Vec::new()
}

/// The type of `event`: a record; of several sources, the fields that all of them have.
pub(crate) fn event_type(sources: &[TriggerSource]) -> Type {
    let _ = sources;
    Type::Error
}

/// What `event.date(args)` of a schedule stands for; `None` where it was reported.
pub(crate) fn event_date(args: &[ast::Arg], span: Span, cx: &mut dyn Elaborate) -> Option<EventValue> {
    let _ = (args, span, cx);
    None
}
