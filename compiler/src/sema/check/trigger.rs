//! Triggers: their sources checked by the table of sources, and what type their `event` is of.
//!
//! In: a trigger's declaration. Out: its checked sources, and the type of `event`.
//! Always holds: a source whose name is known is there, with the arguments that are right, so that `event` has a type.

mod event;
#[cfg(test)]
mod tests;

pub(crate) use event::{event_date, event_type};

use smol_str::SmolStr;

use crate::sema::check::argument::{Bound, Given, bare, bind, plain_call};
use crate::sema::check::elaborate::Elaborate;
use crate::sema::check::formats::time;
use crate::sema::errors::{decorators as arguments, triggers as errors};
use crate::sema::hir::{SourceArgument, TriggerSource};
use crate::sema::triggers;
use crate::source::Span;
use crate::syntax::ast::{self, ExprKind};

/// The checked sources of a trigger: one, or those of `any(…)`; empty where none could be told.
pub(crate) fn check(decl: &ast::TriggerDecl, cx: &mut dyn Elaborate) -> Vec<TriggerSource> {
    let expr = bare(&decl.source);
    match plain_call(expr) {
        Some((triggers::ANY, args)) => any(args, expr.span, cx),
        _ => source(expr, cx).into_iter().collect(),
    }
}

fn any(args: &[ast::Arg], span: Span, cx: &mut dyn Elaborate) -> Vec<TriggerSource> {
    if args.len() < 2 {
        cx.report(errors::wrong_any(span, "fewer than two"));
    }
    let mut sources = Vec::new();
    for arg in args {
        let expr = bare(&arg.value);
        if let Some(name) = &arg.name {
            cx.report(errors::wrong_any(name.span, "its sources have no names"));
        } else if let Some((triggers::ANY, _)) = plain_call(expr) {
            cx.report(errors::wrong_any(expr.span, "an `any` inside of another"));
        } else {
            sources.extend(source(expr, cx));
        }
    }
    sources
}

fn source(expr: &ast::Expr, cx: &mut dyn Elaborate) -> Option<TriggerSource> {
    let Some((name, args)) = plain_call(expr) else {
        if !matches!(expr.kind, ExprKind::Error) {
            cx.report(errors::not_a_source(expr.span, &triggers::names()));
        }
        return None;
    };
    let Some(source) = triggers::find(name) else {
        cx.report(errors::unknown_source(name, expr.span, &triggers::names()));
        return None;
    };
    let bound = bind(&source.signature, args, expr.span, cx);
    if matches!(name, "webhook" | "git") && bound.get("auth").is_none() && !bound.failed() {
        cx.report(errors::no_authentication(name, expr.span));
    }
    if name == "schedule" {
        over(&bound, cx);
    }
    if name == "alert" && bound.get("expr").is_some() {
        own_labels(&bound, cx);
    } else if name == "alert" && !bound.failed() {
        for (argument, _, span) in bound.entries().filter(|(name, ..)| !matches!(*name, "name" | "labels")) {
            cx.report(arguments::needs_other(argument, span, "`expr`"));
        }
    }
    Some(checked(&bound))
}

/// A rule's labels that its other arguments, or what brings it to its trigger, set already.
fn own_labels(bound: &Bound, cx: &mut dyn Elaborate) {
    let Some((_, Given::Map(labels), span)) = bound.entries().find(|(name, ..)| *name == "labels") else { return };
    let taken = |name: &str| matches!(name, "severity" | "owner" | "namespace") || name.starts_with("mlc_");
    for name in labels.keys().filter(|name| taken(name)) {
        cx.report(errors::taken_label(name, span));
    }
}

/// Warns of a schedule that has ended.
fn over(bound: &Bound, cx: &mut dyn Elaborate) {
    let Some((_, given, span)) = bound.entries().find(|(name, ..)| *name == "until") else { return };
    let end = given.json().and_then(|text| time::seconds(&time::utc(text.as_str()?)?));
    if let (Some(end), Some(now)) = (end, cx.now())
        && end <= now
    {
        cx.report(errors::over(span));
    }
}

/// The source of checked arguments; what was wrong is left out.
fn checked(bound: &Bound) -> TriggerSource {
    let arguments = bound.entries().filter_map(|(name, given, _)| Some((SmolStr::new_static(name), argument(given)?)));
    TriggerSource {
        name: SmolStr::new_static(bound.signature().name),
        arguments: arguments.collect(),
        span: bound.span(),
    }
}

fn argument(given: &Given) -> Option<SourceArgument> {
    Some(match given {
        Given::Absent => SourceArgument::Absent,
        Given::Type(ty) => SourceArgument::Type(ty.clone()),
        Given::Pipeline(id) => SourceArgument::Pipeline(*id),
        Given::Call(call) if call.signature().name == "secret" => {
            SourceArgument::Secret { name: call.text("name")?, key: call.text("key") }
        }
        Given::Call(call) => SourceArgument::Call(Box::new(checked(call))),
        other => SourceArgument::Constant(other.json()?),
    })
}
