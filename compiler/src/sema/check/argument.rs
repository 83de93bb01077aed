//! Arguments of decorators, sources and calls such as `secret(…)`: which is given for what.
//!
//! In: arguments as written and a [`Signature`]. Out: [`Bound`]: each argument checked, by its name.
//! Always holds: what is wrong is reported once; an argument that was wrong is there as [`Given::Error`].

mod given;
mod nested;
mod value;

pub(crate) use given::{Bound, Given};
pub(crate) use value::{bare, plain_call};

use indexmap::IndexMap;
use smol_str::SmolStr;

use crate::diag::Diagnostic;
use crate::sema::check::elaborate::Elaborate;
use crate::sema::check::formats;
use crate::sema::decorators::{Argument, Format, Rest, Signature};
use crate::sema::errors::decorators as errors;
use crate::source::Span;
use crate::syntax::ast;

/// One argument as written: in a call or as a field of a record.
#[derive(Clone, Copy)]
struct Written<'a> {
    name: Option<(&'a str, Span)>,
    value: &'a ast::Expr,
}

/// Checks the arguments of a call.
pub(crate) fn bind(signature: &'static Signature, args: &[ast::Arg], span: Span, cx: &mut dyn Elaborate) -> Bound {
    let written = args
        .iter()
        .map(|arg| Written { name: arg.name.as_ref().map(|name| (name.text.as_str(), name.span)), value: &arg.value });
    Binder::new(signature, span, cx).bind(written)
}

/// Checks a record's fields as arguments by name; keys with `${}` are none.
fn bind_fields(signature: &'static Signature, fields: &[ast::Field], span: Span, cx: &mut dyn Elaborate) -> Bound {
    let mut written = Vec::new();
    for field in fields {
        match key_text(&field.key) {
            Some(name) => written.push(Written { name: Some(name), value: &field.value }),
            None => cx.report(errors::run_time("a field's name", key_span(&field.key))),
        }
    }
    Binder::new(signature, span, cx).bind(written.into_iter())
}

struct Binder<'a> {
    signature: &'static Signature,
    cx: &'a mut dyn Elaborate,
    bound: Bound,
    places: IndexMap<SmolStr, Span>,
    /// Whether something was not understood: then nothing is said of what is missing.
    astray: bool,
}

impl<'a> Binder<'a> {
    fn new(signature: &'static Signature, span: Span, cx: &'a mut dyn Elaborate) -> Self {
        Self { signature, cx, bound: Bound::new(signature, span), places: IndexMap::new(), astray: false }
    }

    fn report(&mut self, report: Diagnostic) {
        self.bound.fail();
        self.cx.report(report);
    }

    fn bind<'e>(mut self, written: impl Iterator<Item = Written<'e>>) -> Bound {
        for one in written {
            match one.name {
                Some((name, span)) => self.named(name, span, one.value),
                None => self.by_place(one.value),
            }
        }
        if !self.astray {
            self.missing();
        }
        self.bound
    }

    fn named(&mut self, name: &str, span: Span, value: &ast::Expr) {
        let known = self.signature.argument(name);
        if known.is_none() && !matches!(self.signature.rest, Rest::Named { .. }) {
            self.astray = true;
            return self.report(errors::unknown_argument(self.signature, name, span));
        }
        if let Some(first) = self.places.insert(SmolStr::from(name), span) {
            return self.report(errors::doubled_argument(name, span, first));
        }
        match (known, &self.signature.rest) {
            (Some(argument), _) => self.give(argument, value),
            (None, Rest::Named { key, kind, .. }) => {
                let good = self.key(*key, name, span);
                let given = value::check(kind, name, value, false, self.cx);
                if good {
                    self.bound.push_rest(Some((SmolStr::from(name), span)), given, value.span);
                }
            }
            (None, _) => {}
        }
    }

    fn by_place(&mut self, value: &ast::Expr) {
        let mut open = self.signature.args.iter().filter(|argument| argument.by_place);
        if let Some(argument) = open.find(|argument| !self.places.contains_key(argument.name)) {
            self.places.insert(SmolStr::new_static(argument.name), value.span);
            return self.give(argument, value);
        }
        if let Rest::ByPlace { name, kind, run_time, .. } = &self.signature.rest {
            let given = value::check(kind, name, value, *run_time, self.cx);
            return self.bound.push_rest(None, given, value.span);
        }
        self.astray = true;
        let text = self.cx.text(value.span);
        self.report(errors::too_many_by_place(self.signature, value.span, &text));
    }

    fn give(&mut self, argument: &'static Argument, value: &ast::Expr) {
        let given = value::check(&argument.kind, argument.name, value, argument.run_time, self.cx);
        self.bound.push(argument.name, given, value.span);
    }

    fn key(&mut self, format: Format, name: &str, span: Span) -> bool {
        let Err(fault) = formats::check(format, name) else { return true };
        let replacement = value::quoted_like(&self.cx.text(span), fault.instead.as_deref());
        self.report(errors::malformed(format, name, span, fault, replacement));
        false
    }

    fn missing(&mut self) {
        let missing: Vec<&str> = self
            .signature
            .args
            .iter()
            .filter(|argument| argument.required && !self.places.contains_key(argument.name))
            .map(|argument| argument.name)
            .collect();
        let nothing = self.signature.never_empty && self.places.is_empty() && self.bound.rest().is_empty();
        if nothing || !missing.is_empty() {
            self.report(errors::missing_arguments(self.signature, self.bound.span(), &missing));
        }
    }
}

/// A key without `${}` and its place.
fn key_text(key: &ast::Key) -> Option<(&str, Span)> {
    match key {
        ast::Key::Name(name) => Some((name.text.as_str(), name.span)),
        ast::Key::Str(text) => match text.pieces.as_slice() {
            [] => Some(("", text.span)),
            [ast::StrPiece::Text(only)] => Some((only.as_str(), text.span)),
            _ => None,
        },
    }
}

fn key_span(key: &ast::Key) -> Span {
    match key {
        ast::Key::Name(name) => name.span,
        ast::Key::Str(text) => text.span,
    }
}
