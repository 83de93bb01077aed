//! Arguments of calls of components and pipelines: each for an input, by its name.
//!
//! In: a call's arguments and the callee's signature. Out: values by the inputs' names.
//! Always holds: an argument that could not be brought to an input is reported, and no input is missed for its sake.

use smol_str::SmolStr;

use super::Signature;
use super::body::Body;
use super::literal::join_text;
use crate::diag::did_you_mean;
use crate::sema::errors::{tasks as errors, types as type_errors};
use crate::sema::hir::{Param, Value, ValueKind};
use crate::sema::subtype::fits;
use crate::sema::types::Type;
use crate::source::Span;
use crate::syntax::ast::{Arg, ExprKind};

/// Which inputs the arguments of a call are for.
struct Matching<'s> {
    signature: &'s Signature,
    /// Inputs that some argument names or seems to be meant for, each with the place of the first such argument.
    places: Vec<(SmolStr, Span)>,
    /// Inputs that the call names anywhere.
    named: Vec<SmolStr>,
    /// How many arguments were reported that could be meant for any input.
    astray: usize,
}

impl<'s> Matching<'s> {
    fn new(signature: &'s Signature, args: &[Arg]) -> Self {
        let takes = |name: &SmolStr| signature.inputs.iter().any(|input| input.name == *name);
        let name = |arg: &Arg| match (&arg.name, &arg.value.kind) {
            (Some(name), _) => Some(name.text.clone()),
            (None, ExprKind::Name(name)) => Some(name.clone()),
            _ => None,
        };
        let named = args.iter().filter_map(name).filter(takes).collect();
        Self { signature, places: Vec::with_capacity(args.len()), named, astray: 0 }
    }

    /// Inputs that no argument names.
    fn open(&self) -> impl Iterator<Item = &'s Param> {
        self.signature.inputs.iter().filter(|input| !self.named.contains(&input.name))
    }

    fn given(&self, name: &str) -> Option<Span> {
        self.places.iter().find(|(known, _)| known == name).map(|(_, place)| *place)
    }
}

impl Body<'_, '_> {
    /// Arguments by name, checked against what the callee takes.
    pub(crate) fn arguments(&mut self, signature: &Signature, args: &[Arg], span: Span) -> Vec<(SmolStr, Value)> {
        let mut given: Vec<(SmolStr, Value)> = Vec::with_capacity(args.len());
        let mut matching = Matching::new(signature, args);
        for arg in args {
            let Some((input, place)) = self.input_of(arg, &mut matching) else { continue };
            if let Some(first) = matching.given(&input.name) {
                self.cx.report(errors::doubled_argument(place, &input.name, first));
                continue;
            }
            matching.places.push((input.name.clone(), place));
            let expected = accepted(input);
            let because = Some((input.span, format!("`{}` is declared `{}` here", input.name, input.ty)));
            let value = self.value(&arg.value, Some(&expected), &because);
            self.check_spliced(&value, &input.ty, input);
            if !matches!(value.kind, ValueKind::Absent) {
                given.push((input.name.clone(), value));
            }
        }
        self.check_missing(&matching, span);
        given
    }

    /// The input that an argument is for, and the place that says so; a bare name stands for the input of that name.
    fn input_of<'s>(&mut self, arg: &Arg, matching: &mut Matching<'s>) -> Option<(&'s Param, Span)> {
        let signature = matching.signature;
        let input = |name: &SmolStr| signature.inputs.iter().find(|input| input.name == *name);
        match (&arg.name, &arg.value.kind) {
            (Some(name), _) => match input(&name.text) {
                Some(input) => Some((input, name.span)),
                None => {
                    self.not_taken(&name.text, name.span, matching);
                    self.operand(&arg.value, None, &None);
                    None
                }
            },
            (None, ExprKind::Name(name)) if input(name).is_some() => Some((input(name)?, arg.value.span)),
            (None, _) => {
                self.unnamed(arg, matching);
                None
            }
        }
    }

    fn not_taken(&mut self, name: &SmolStr, span: Span, matching: &mut Matching) {
        let signature = matching.signature;
        let known: Vec<&str> = signature.inputs.iter().map(|input| input.name.as_str()).collect();
        let near = did_you_mean(name, matching.open().map(|input| input.name.as_str()));
        match near {
            Some(near) => matching.places.push((near.into(), span)),
            None => matching.astray += 1,
        }
        self.cx.report(errors::unknown_argument(span, name, &signature.name, &known, near, signature.span));
    }

    /// Reports an argument without a name, with the inputs that it could be for.
    fn unnamed(&mut self, arg: &Arg, matching: &mut Matching) {
        let reports = self.cx.reports.len();
        let ty = self.value(&arg.value, None, &None).ty;
        let fits = |input: &&Param| fits(&ty, &accepted(input)) && matching.given(&input.name).is_none();
        let inputs: Vec<&str> = matching.open().filter(fits).map(|input| input.name.as_str()).collect();
        match inputs.first() {
            Some(first) => matching.places.push(((*first).into(), arg.value.span)),
            None => matching.astray += 1,
        }
        if self.cx.reports.len() > reports || matches!(arg.value.kind, ExprKind::Error) {
            return;
        }
        let signature = matching.signature;
        let all: Vec<&str> = signature.inputs.iter().map(|input| input.name.as_str()).collect();
        let text = self.cx.sources.text(arg.value.span).to_owned();
        self.cx.report(errors::unnamed_argument(arg.value.span, &signature.name, &inputs, &all, &text));
    }

    /// Reports what a call lacks, unless the arguments that went astray may be meant for it.
    fn check_missing(&mut self, matching: &Matching, span: Span) {
        let signature = matching.signature;
        let missing: Vec<(&str, &Type, Span)> = signature
            .inputs
            .iter()
            .filter(|input| !input.may_be_left_out() && !input.ty.is_error())
            .filter(|input| matching.given(&input.name).is_none())
            .map(|input| (input.name.as_str(), &input.ty, input.span))
            .collect();
        if missing.len() <= matching.astray {
            return;
        }
        let text = self.cx.sources.text(span);
        let inside = text.strip_suffix(')').map(|before| {
            let place = Span { start: span.end - 1, end: span.end - 1, ..span };
            (place, !before.trim_end().ends_with(['(', ',']))
        });
        self.cx.report(errors::missing_arguments(span, &signature.name, &missing, inside));
    }

    /// Lists and records with run-time parts arrive as text in their places, so typed parts can't be among them.
    fn check_spliced(&mut self, value: &Value, ty: &Type, input: &Param) {
        match &value.kind {
            ValueKind::List(items) => {
                for item in items {
                    self.check_part(item, &item_type(ty), input);
                }
            }
            ValueKind::Record(fields) => {
                for (key, field) in fields {
                    self.check_part(field, &field_type(ty, join_text(key).as_deref()), input);
                }
            }
            _ => {}
        }
    }

    fn check_part(&mut self, part: &Value, ty: &Type, input: &Param) {
        let as_text = matches!(ty.required(), Type::String | Type::Json | Type::Enum(_) | Type::Error);
        match part.kind {
            ValueKind::Constant(_) | ValueKind::Error | ValueKind::Absent => {}
            ValueKind::List(_) | ValueKind::Record(_) => self.check_spliced(part, ty, input),
            _ if as_text => {}
            _ => self.cx.report(type_errors::arrives_as_text(part.span, &part.ty, &input.name, input.span, &input.ty)),
        }
    }
}

/// What an input takes: also a value that may be absent, where it may be left out.
fn accepted(input: &Param) -> Type {
    if input.default.is_some() { input.ty.clone().optional() } else { input.ty.clone() }
}

/// The type of a list's items.
fn item_type(list: &Type) -> Type {
    match list.required() {
        Type::List(item) => (**item).clone(),
        _ => Type::Json,
    }
}

/// The type of a record's or map's field.
fn field_type(record: &Type, name: Option<&str>) -> Type {
    match record.required() {
        Type::Map(item) => (**item).clone(),
        Type::Record(record) => record
            .fields
            .iter()
            .find(|field| Some(field.name.as_str()) == name)
            .map_or(Type::Error, |field| field.ty.clone()),
        _ => Type::Json,
    }
}
