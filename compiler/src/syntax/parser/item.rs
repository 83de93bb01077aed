//! Declarations.
//!
//! In: the tokens of one declaration. Out: the declaration with its decorators.
//! Always holds: a declaration whose keyword was read keeps its name, whatever is wrong behind it.

use chumsky::prelude::*;

use super::super::ast::{
    ArtifactDecl, ComponentBody, ComponentDecl, ConstDecl, Decorator, Field, ItemKind, Name, Outputs, ParamDecl,
    PipelineDecl, StrLit, TriggerDecl, TypeDecl, UseDecl, UseName, UseSource,
};
use super::super::literal;
use super::super::token::{Flags, TokenKind as T};
use super::expr::{args, field, need_value};
use super::recover::{
    Fault, FaultKind, Look, Place, Rule, Source, What, close, list, name, need, rule, skip_to, slot, token, token_if,
};
use super::stmt::{block, finally};
use super::ty::{need_type, param};

/// What a declaration's tokens say.
pub(super) enum Piece {
    /// `@!name(…)`
    FileDecorator(Decorator),
    /// Decorators and what they stand above; from which token on.
    Item(Vec<Decorator>, ItemKind, usize),
}

/// All of a declaration's tokens.
pub(super) fn piece<'t>(source: Source<'t>) -> impl Rule<'t, Piece> {
    let file_decorator = decorator(source, T::AtBang).map(Piece::FileDecorator);
    let decorated = decorator(source, T::At)
        .repeated()
        .collect()
        .then(rule(move |place| {
            let start = place.index();
            Ok((place.parse(item(source))?, start))
        }))
        .map(|(decorators, (kind, start))| Piece::Item(decorators, kind, start));
    let rest = rule(|place: &mut Place<'t, '_>| {
        if place.kind().is_some() {
            place.report(FaultKind::Expected(What::End));
            skip_to(place, |_| false);
        }
        Ok(())
    });
    choice((file_decorator, decorated)).then_ignore(rest)
}

/// `@name(arguments)`
fn decorator<'t>(source: Source<'t>, sign: T) -> impl Rule<'t, Decorator> {
    let open = token_if(|token| token.kind == T::LParen && !token.has(Flags::FRESH));
    token(sign)
        .ignore_then(name(source, "the name of a decorator"))
        .then(open.ignore_then(args(source)).or_not())
        .map_with(move |(name, args), extra| Decorator {
            name,
            args: args.unwrap_or_default(),
            span: source.span(extra.slice()),
        })
}

fn item<'t>(source: Source<'t>) -> impl Rule<'t, ItemKind> {
    let unknown = rule(|place: &mut Place<'t, '_>| {
        place.report(FaultKind::Expected(What::Declaration));
        skip_to(place, |_| false);
        Ok(ItemKind::Error)
    });
    choice((
        use_decl(source).map(ItemKind::Use),
        const_decl(source).map(ItemKind::Const),
        type_decl(source).map(ItemKind::Type),
        artifact_decl(source).map(ItemKind::Artifact),
        component_decl(source).map(|decl| ItemKind::Component(Box::new(decl))),
        pipeline_decl(source).map(|decl| ItemKind::Pipeline(Box::new(decl))),
        trigger_decl(source).map(ItemKind::Trigger),
        unknown,
    ))
}

fn string<'t>(source: Source<'t>) -> impl Rule<'t, StrLit> {
    token(T::Str).map(move |token| source.string(token))
}

fn use_decl<'t>(source: Source<'t>) -> impl Rule<'t, UseDecl> {
    let component = token(T::Component)
        .ignore_then(slot(string(source), What::PythonSource, |token| token.kind == T::As, no_string, source))
        .then_ignore(need(T::As, "and a name for it"))
        .then(name(source, "a name for the component"))
        .map(|(path, name)| UseDecl { source: UseSource::Component(path), names: vec![UseName { name, alias: None }] });
    let file = string(source).map(UseSource::File).then(dot_names(source));
    let std = std_path(source).map(UseSource::Std).then(dot_names(source));
    let missing = |span| UseDecl { source: UseSource::File(no_string(span)), names: Vec::new() };
    let named = file.or(std).map(|(source, names)| UseDecl { source, names });
    token(T::Use).ignore_then(slot(component.or(named), What::Source, |_| false, missing, source))
}

fn no_string(span: crate::source::Span) -> StrLit {
    StrLit { pieces: Vec::new(), span }
}

/// `std.mlflow`, up to the `.` before `{`.
fn std_path<'t>(source: Source<'t>) -> impl Rule<'t, Vec<Name>> {
    rule(move |place| {
        let Some(first) = place.peek().filter(|token| token.kind.is_name()) else { return Err(place.fail()) };
        place.skip();
        let mut path = vec![source.name(first)];
        while place.kind() == Some(T::Dot) && place.look(1).is_none_or(|next| next.kind != T::LBrace) {
            place.skip();
            path.push(place.parse(name(source, "the name of a module"))?);
        }
        Ok(path)
    })
}

/// `.{a, b as c}`
fn dot_names<'t>(source: Source<'t>) -> impl Rule<'t, Vec<UseName>> {
    let alias = token(T::As).ignore_then(name(source, "a name for it here"));
    let use_name = name(source, "a name to use").then(alias.or_not()).map(|(name, alias)| UseName { name, alias });
    let names = token(T::Dot).ignore_then(token(T::LBrace)).ignore_then(list(use_name, T::RBrace, T::is_name));
    let missing = rule(|place: &mut Place<'t, '_>| {
        place.report(FaultKind::UseNames);
        skip_to(place, |_| false);
        Ok(Vec::new())
    });
    names.or(missing)
}

fn const_decl<'t>(source: Source<'t>) -> impl Rule<'t, ConstDecl> {
    token(T::Const)
        .ignore_then(name(source, "a name for the constant"))
        .then(token(T::Colon).ignore_then(need_type(source)).or_not())
        .then(token(T::Eq).ignore_then(need_value(source, |_| false)).or_not())
        .map(|((name, ty), value)| ConstDecl { name, ty, value })
}

fn type_decl<'t>(source: Source<'t>) -> impl Rule<'t, TypeDecl> {
    token(T::Type)
        .ignore_then(name(source, "a name for the type"))
        .then_ignore(need(T::Eq, "and a type"))
        .then(need_type(source))
        .map(|(name, ty)| TypeDecl { name, ty })
}

fn artifact_decl<'t>(source: Source<'t>) -> impl Rule<'t, ArtifactDecl> {
    token(T::Artifact)
        .ignore_then(name(source, "a name for the artifact type"))
        .then_ignore(need(T::Colon, "and the type that it is a kind of"))
        .then(name(source, "the type that it is a kind of"))
        .then_ignore(need(T::Eq, "and its schema title and version, in quotes"))
        .then(slot(string(source), What::Value, |_| false, no_string, source))
        .map(|((name, parent), schema)| ArtifactDecl { name, parent, schema })
}

/// `(name: Type, …)`
fn params<'t>(source: Source<'t>, of: &'static str) -> impl Rule<'t, Vec<ParamDecl>> {
    let starts = |kind: T| kind.is_name();
    let stop =
        |token: super::super::token::Token| matches!(token.kind, T::Arrow | T::Python | T::Container | T::LBrace);
    let params = token(T::LParen).ignore_then(list(param(source, of), T::RParen, starts));
    slot(params, What::Token(T::LParen, "and its inputs"), stop, |_| Vec::new(), source)
}

fn outputs<'t>(source: Source<'t>) -> impl Rule<'t, Outputs> {
    let named = token(T::LParen).ignore_then(list(output(source), T::RParen, T::is_name)).map(Outputs::Named);
    let single = need_type(source).map(Outputs::Single);
    token(T::Arrow).ignore_then(named.or(single)).or_not().map(|outputs| outputs.unwrap_or(Outputs::None))
}

fn output<'t>(source: Source<'t>) -> impl Rule<'t, ParamDecl> {
    rule(move |place| {
        let start = place.index();
        let mut output = place.parse(param(source, "the name of an output"))?;
        if output.default.take().is_some() {
            place.report_since(FaultKind::OutputDefault, start);
        }
        Ok(output)
    })
}

fn component_decl<'t>(source: Source<'t>) -> impl Rule<'t, ComponentDecl> {
    let body = slot(
        choice((python(source), container(source))),
        What::Implementation,
        |_| false,
        |_| ComponentBody::Error,
        source,
    );
    token(T::Component)
        .ignore_then(name(source, "a name for the component"))
        .then(params(source, "the name of an input"))
        .then(outputs(source))
        .then(body)
        .map(|(((name, inputs), outputs), body)| ComponentDecl { name, inputs, outputs, body })
}

fn python<'t>(source: Source<'t>) -> impl Rule<'t, ComponentBody> {
    let fence = token(T::Fence)
        .map(move |token| ComponentBody::PythonFence(literal::fence(source.text, token.span(source.file))));
    let path = string(source).map(ComponentBody::PythonRef);
    token(T::Python).ignore_then(slot(fence.or(path), What::PythonSource, |_| false, |_| ComponentBody::Error, source))
}

fn container<'t>(source: Source<'t>) -> impl Rule<'t, ComponentBody> {
    let fields = rule(move |place| container_fields(source, place));
    let braces = token(T::LBrace)
        .ignore_then(fields)
        .then_ignore(close(T::RBrace))
        .map_with(move |fields, extra| ComponentBody::Container { fields, span: source.span(extra.slice()) });
    token(T::Container).ignore_then(slot(
        braces,
        What::Block("with `command` and `args`"),
        |_| false,
        |_| ComponentBody::Error,
        source,
    ))
}

/// `command = […] args = […]`; commas between them are allowed.
fn container_fields<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<Vec<Field>, Fault> {
    let mut fields = Vec::new();
    while place.kind().is_some_and(|kind| !kind.is_closer()) {
        let start = place.index();
        fields.push(place.parse(field(source))?);
        if place.kind() == Some(T::Comma) {
            place.skip();
        }
        if place.index() == start {
            place.skip();
        }
    }
    Ok(fields)
}

fn pipeline_decl<'t>(source: Source<'t>) -> impl Rule<'t, PipelineDecl> {
    token(T::Pipeline)
        .ignore_then(name(source, "a name for the pipeline"))
        .then(params(source, "the name of an input"))
        .then(outputs(source))
        .then(block(source, "with its tasks"))
        .then(finally(source).or_not())
        .map(|((((name, inputs), outputs), body), finally)| PipelineDecl { name, inputs, outputs, body, finally })
}

fn trigger_decl<'t>(source: Source<'t>) -> impl Rule<'t, TriggerDecl> {
    token(T::Trigger)
        .ignore_then(name(source, "a name for the trigger"))
        .then_ignore(need(T::Eq, "and what starts the run"))
        .then(need_value(source, |token| token.kind == T::Arrow))
        .then_ignore(need(T::Arrow, "and the pipeline to run"))
        .then(need_value(source, |_| false))
        .map(|((name, source), target)| TriggerDecl { name, source, target })
}
