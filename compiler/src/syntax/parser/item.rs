//! Declarations.
//!
//! In: the tokens of one declaration. Out: the declaration with its decorators.
//! Always holds: a declaration whose keyword was read keeps its name, whatever is wrong behind it.

use std::ops::Range;

use chumsky::prelude::*;

use super::super::ast::{
    Arg, ArtifactDecl, ComponentBody, ComponentDecl, ConstDecl, Decorator, Field, ItemKind, Name, Outputs, ParamDecl,
    PipelineDecl, StrLit, TriggerDecl, TypeDecl, UseDecl, UseName, UseSource,
};
use super::super::errors;
use super::super::literal;
use super::super::token::{Flags, Token, TokenKind as T};
use super::expr::{arg, args, error, field, need_value, starts_value};
use super::recover::{
    Look, Misfit, Place, Rule, Source, What, close, list, name, need, rule, skip_to, slot, token, token_if,
};
use super::stmt::{block, finally};
use super::ty::{need_type, param};

/// What a declaration's tokens say.
pub(super) enum Piece {
    /// `@!name(…)`
    FileDecorator(Decorator),
    /// Decorators and what they stand above; from which token on, and up to which.
    Item(Vec<Decorator>, ItemKind, Range<usize>),
}

/// All of a declaration's tokens.
pub(super) fn piece(source: Source<'_>) -> impl Rule<'_, Piece> {
    let file_decorator = decorator(source, T::AtBang).map(Piece::FileDecorator);
    let decorated = decorator(source, T::At)
        .repeated()
        .collect()
        .then(rule(move |place| {
            let start = place.index();
            let kind = item(source, place)?;
            Ok((kind, start..place.index()))
        }))
        .map(|(decorators, (kind, range))| Piece::Item(decorators, kind, range));
    let rest = rule(move |place| {
        if place.kind().is_some() {
            source.expected(place, What::End);
            skip_to(place, |_| false);
        }
        Ok(())
    });
    choice((file_decorator, decorated)).then_ignore(rest)
}

/// `@name(arguments)`
fn decorator(source: Source<'_>, sign: T) -> impl Rule<'_, Decorator> {
    let open = token_if(|token| token.kind == T::LParen && !token.has(Flags::FRESH));
    let args = open.ignore_then(args(source)).or(rule(move |place| bare_args(source, place)));
    token(sign)
        .ignore_then(name(source, "the name of a decorator"))
        .then(args.or_not())
        .map_with(move |(name, args), extra| Decorator {
            name,
            args: args.unwrap_or_default(),
            span: source.span(extra.slice()),
        })
        .then_ignore(rule(move |place| {
            behind_decorator(source, place);
            Ok(())
        }))
}

/// Arguments on the decorator's line that lack their brackets.
fn bare_args<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<Vec<Arg>, Misfit> {
    let value = |token: &Token| {
        !token.has(Flags::FIRST) && matches!(token.kind, T::Str | T::Int | T::Float | T::Unit | T::True | T::False)
    };
    let named = place.look(1).is_some_and(|next| next.kind == T::Eq);
    if !place.peek().is_some_and(|token| value(&token) || (named && !token.has(Flags::FIRST))) {
        return Err(Misfit::default());
    }
    source.expected(place, What::Token(T::LParen, "and the decorator's arguments"));
    let mut args = vec![place.parse(arg(source))?];
    while place.kind() == Some(T::Comma) {
        place.skip();
        args.push(place.parse(arg(source))?);
    }
    Ok(args)
}

/// Reports what a decorator does not have: `@dsl.component`, `@image "x"`.
fn behind_decorator(source: Source<'_>, place: &mut Place<'_, '_>) {
    let Some(token) = place.peek().filter(|token| !token.has(Flags::FIRST)) else { return };
    if token.kind == T::Dot {
        let rest = place.full_slice().get(place.index()..).unwrap_or(&[]);
        let next = rest.iter().find(|token| token.has(Flags::FIRST)).map_or("", |token| source.text(*token));
        if next != "def" {
            place.report(errors::habits::python_decorator(token.span(source.file)));
        }
    } else if token.kind == T::At || is_keyword(token.kind) {
        return;
    } else {
        source.expected(place, What::Token(T::LParen, "and the decorator's arguments"));
    }
    skip_to(place, |token| token.has(Flags::FIRST) && (token.kind == T::At || token.kind.is_name()));
}

/// The declaration, which must follow.
fn item<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<ItemKind, Misfit> {
    let Some(keyword) = keyword(source, place) else {
        skip_to(place, |_| false);
        return Ok(ItemKind::Error);
    };
    place.skip();
    Ok(match keyword {
        T::Use => place.parse(use_decl(source))?,
        T::Const => ItemKind::Const(place.parse(const_decl(source))?),
        T::Type => ItemKind::Type(place.parse(type_decl(source))?),
        T::Artifact => ItemKind::Artifact(place.parse(artifact_decl(source))?),
        T::Component => ItemKind::Component(Box::new(place.parse(component_decl(source))?)),
        T::Pipeline => ItemKind::Pipeline(Box::new(place.parse(pipeline_decl(source))?)),
        _ => ItemKind::Trigger(place.parse(trigger_decl(source))?),
    })
}

fn is_keyword(kind: T) -> bool {
    matches!(kind, T::Use | T::Const | T::Type | T::Artifact | T::Component | T::Pipeline | T::Trigger)
}

/// The keyword here, or the one that is meant; what is none is reported.
fn keyword<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Option<T> {
    let is_keyword =
        |kind: T| matches!(kind, T::Use | T::Const | T::Type | T::Artifact | T::Component | T::Pipeline | T::Trigger);
    let Some(token) = place.peek() else {
        let end = place.before().map(|last| last.span(source.file).after()).unwrap_or_default();
        place.report(errors::nothing_decorated(end));
        return None;
    };
    if is_keyword(token.kind) {
        return Some(token.kind);
    }
    let named = place.look(1).is_some_and(|next| next.kind.is_name() && !next.has(Flags::FIRST));
    let meant = errors::meant_keyword(source.text(token)).filter(|_| named && token.kind == T::Name);
    place.report(errors::unknown_declaration(token.span(source.file), source.text(token), meant));
    meant.map(T::of_word)
}

fn string(source: Source<'_>) -> impl Rule<'_, StrLit> {
    token(T::Str).map(move |token| source.string(token))
}

fn use_decl(source: Source<'_>) -> impl Rule<'_, ItemKind> {
    let component = token(T::Component)
        .ignore_then(slot(string(source), What::PythonSource, |token| token.kind == T::As, no_string, source))
        .then_ignore(need(source, T::As, "and a name for it"))
        .then(name(source, "a name for the component"))
        .map(|(path, name)| UseDecl { source: UseSource::Component(path), names: vec![UseName { name, alias: None }] });
    let names = rule(move |place| dot_names(source, place, None));
    let file = string(source).map(UseSource::File).then(names).map(|(source, names)| UseDecl { source, names });
    let named = file.or(rule(move |place| std_decl(source, place)));
    let used = component.or(named).map(ItemKind::Use);
    slot(used, What::Source, |_| false, |_| ItemKind::Error, source)
}

fn no_string(span: crate::source::Span) -> StrLit {
    StrLit { pieces: Vec::new(), span }
}

/// `std.mlflow.{register_model}`; of `std.mlflow.register_model` the last is taken for the name that is used.
fn std_decl<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<UseDecl, Misfit> {
    let Some(first) = place.peek().filter(|token| token.kind.is_name()) else { return Err(Misfit::default()) };
    place.skip();
    let mut path = vec![source.name(first)];
    while place.kind() == Some(T::Dot) && place.look(1).is_none_or(|next| next.kind != T::LBrace) {
        place.skip();
        path.push(place.parse(name(source, "the name of a module"))?);
    }
    let named = path.len() > 2 && place.kind() != Some(T::Dot);
    let last = path.pop_if(|_| named);
    let names = dot_names(source, place, last)?;
    Ok(UseDecl { source: UseSource::Std(path), names })
}

/// `.{a, b as c}`; where there is none, `last` of the path is what is used.
fn dot_names<'t>(source: Source<'t>, place: &mut Place<'t, '_>, last: Option<Name>) -> Result<Vec<UseName>, Misfit> {
    let alias = token(T::As).ignore_then(name(source, "a name for it here"));
    let use_name = name(source, "a name to use").then(alias.or_not()).map(|(name, alias)| UseName { name, alias });
    let names = token(T::LBrace).ignore_then(list(source, use_name, T::RBrace, T::is_name));
    if place.kind() == Some(T::Dot) && place.look(1).is_some_and(|next| next.kind == T::LBrace) {
        place.skip();
        return place.parse(names);
    }
    let here = source.here(place);
    if place.kind() == Some(T::LBrace) {
        place.report(errors::use_without_dot(here));
        return place.parse(names);
    }
    place.report(errors::use_names(last.as_ref().map_or(here, |last| last.span), last.as_ref()));
    skip_to(place, |_| false);
    Ok(last.into_iter().map(|name| UseName { name, alias: None }).collect())
}

fn const_decl(source: Source<'_>) -> impl Rule<'_, ConstDecl> {
    let colon = rule(move |place| match place.peek() {
        Some(token) if token.kind == T::Colon => {
            place.skip();
            Ok(())
        }
        Some(token) if token.kind.is_name() && place.look(1).is_some_and(|next| next.kind == T::Eq) => {
            source.expected(place, What::Token(T::Colon, "and a type"));
            Ok(())
        }
        _ => Err(Misfit::default()),
    });
    let equals = rule(move |place| match place.peek() {
        Some(token) if token.kind == T::Eq => {
            place.skip();
            Ok(())
        }
        Some(token) if starts_value(token.kind) && !token.has(Flags::FIRST) => {
            source.expected(place, What::Token(T::Eq, "and a value"));
            Ok(())
        }
        _ => Err(Misfit::default()),
    });
    name(source, "a name for the constant")
        .then(colon.ignore_then(need_type(source)).or_not())
        .then(equals.ignore_then(need_value(source, |_| false)).or_not())
        .map(|((name, ty), value)| ConstDecl { name, ty, value })
}

fn type_decl(source: Source<'_>) -> impl Rule<'_, TypeDecl> {
    name(source, "a name for the type")
        .then_ignore(need(source, T::Eq, "and a type"))
        .then(need_type(source))
        .map(|(name, ty)| TypeDecl { name, ty })
}

fn artifact_decl(source: Source<'_>) -> impl Rule<'_, ArtifactDecl> {
    name(source, "a name for the artifact type")
        .then_ignore(need(source, T::Colon, "and the type that it is a kind of"))
        .then(name(source, "the type that it is a kind of"))
        .then_ignore(need(source, T::Eq, "and its schema title and version, in quotes"))
        .then(slot(string(source), What::Value, |_| false, no_string, source))
        .map(|((name, parent), schema)| ArtifactDecl { name, parent, schema })
}

/// `(name: Type, …)`
fn params<'t>(source: Source<'t>, of: &'static str) -> impl Rule<'t, Vec<ParamDecl>> {
    let ends = |token: Token| matches!(token.kind, T::Arrow | T::Python | T::Container | T::LBrace);
    let purpose = "and its inputs";
    let bare = rule(move |place| bare(source, place, param(source, of), purpose));
    let params = token(T::LParen).ignore_then(list(source, param(source, of), T::RParen, T::is_name));
    let missing = rule(move |place| {
        source.expected(place, What::Token(T::LParen, purpose));
        place.lose();
        skip_to(place, ends);
        Ok(Vec::new())
    });
    choice((params, bare, missing))
}

/// `name: Type, …` that lacks its brackets.
fn bare<'t>(
    source: Source<'t>,
    place: &mut Place<'t, '_>,
    param: impl Rule<'t, ParamDecl>,
    purpose: &'static str,
) -> Result<Vec<ParamDecl>, Misfit> {
    let named = |place: &mut Place<'t, '_>| {
        place.kind().is_some_and(T::is_name) && place.look(1).is_some_and(|next| next.kind == T::Colon)
    };
    if !named(place) {
        return Err(Misfit::default());
    }
    source.expected(place, What::Token(T::LParen, purpose));
    let mut params = Vec::new();
    while named(place) {
        params.push(place.parse(&param)?);
        if place.kind() == Some(T::Comma) {
            place.skip();
        }
    }
    Ok(params)
}

fn outputs(source: Source<'_>) -> impl Rule<'_, Outputs> {
    let named = token(T::LParen).ignore_then(list(source, output(source), T::RParen, T::is_name));
    let bare = rule(move |place| bare(source, place, output(source), "and the outputs"));
    let single = need_type(source).map(Outputs::Single);
    let arrow = choice((token(T::Arrow).ignored(), colon_arrow(source), no_arrow(source)));
    let missing = rule(move |place| no_outputs(source, place));
    let outputs = choice((missing, named.map(Outputs::Named), bare.map(Outputs::Named), single));
    arrow.ignore_then(outputs).or_not().map(|outputs| outputs.unwrap_or(Outputs::None))
}

/// How the component works, right behind the arrow.
fn no_outputs<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<Outputs, Misfit> {
    let next = place.look(1).map(|next| next.kind);
    let works = match place.kind() {
        Some(T::Python) => matches!(next, Some(T::Fence | T::Str)),
        kind => kind == Some(T::Container) && next == Some(T::LBrace),
    };
    if !works {
        return Err(Misfit::default());
    }
    source.expected(place, What::Type);
    place.lose();
    Ok(Outputs::None)
}

/// `:` in the arrow's place, where a type and no block follows.
fn colon_arrow(source: Source<'_>) -> impl Rule<'_, ()> {
    rule(move |place| {
        let typed = |next: &Token| !next.has(Flags::FIRST) && (next.kind.is_name() || next.kind == T::LParen);
        if place.kind() != Some(T::Colon) || !place.look(1).is_some_and(typed) {
            return Err(Misfit::default());
        }
        let here = source.here(place);
        place.report(errors::colon_arrow(here));
        place.skip();
        Ok(())
    })
}

/// Outputs without the arrow before them.
fn no_arrow(source: Source<'_>) -> impl Rule<'_, ()> {
    rule(move |place| {
        let kind = place.peek().filter(|token| !token.has(Flags::FIRST)).map(|token| token.kind);
        match kind {
            Some(T::Python | T::Container) | None => Err(Misfit::default()),
            Some(kind) if kind.is_name() || kind == T::LParen => {
                source.expected(place, What::Token(T::Arrow, "and the outputs"));
                Ok(())
            }
            Some(_) => Err(Misfit::default()),
        }
    })
}

fn output(source: Source<'_>) -> impl Rule<'_, ParamDecl> {
    rule(move |place| {
        let start = place.index();
        let mut output = place.parse(param(source, "the name of an output"))?;
        if output.default.take().is_some() {
            let span = source.span_since(place, start);
            place.report_at(start, errors::output_default(span));
        }
        Ok(output)
    })
}

fn component_decl(source: Source<'_>) -> impl Rule<'_, ComponentDecl> {
    let missing = rule(move |place| {
        source.expected(place, What::Implementation);
        if place.kind().is_some() {
            // It may have been outputs.
            place.lose();
        }
        skip_to(place, |_| false);
        Ok((ComponentBody::Error, place.lost()))
    });
    let body = choice((python(source), container(source)));
    let body = lost().then(body).map(|(lost, body)| (body, lost)).or(missing);
    name(source, "a name for the component")
        .then(lost())
        .then(params(source, "the name of an input"))
        .then(outputs(source))
        .then(body)
        .map(|((((name, before), inputs), outputs), (body, lost))| {
            let torn = lost > before;
            ComponentDecl { name, inputs, outputs, body, torn }
        })
}

/// How much has been left out up to here.
fn lost<'t>() -> impl Rule<'t, usize> {
    rule(|place: &mut Place<'t, '_>| Ok(place.lost()))
}

fn python(source: Source<'_>) -> impl Rule<'_, ComponentBody> {
    let fence = token(T::Fence)
        .map(move |token| ComponentBody::PythonFence(literal::fence(source.text, token.span(source.file))));
    let path = string(source).map(ComponentBody::PythonRef);
    token(T::Python).ignore_then(slot(fence.or(path), What::PythonSource, |_| false, |_| ComponentBody::Error, source))
}

fn container(source: Source<'_>) -> impl Rule<'_, ComponentBody> {
    let fields = rule(move |place| container_fields(source, place));
    let braces = token(T::LBrace).ignore_then(fields).then_ignore(close(source, T::RBrace));
    let bare = rule(move |place| {
        if place.look(1).is_none_or(|next| next.kind != T::Eq) {
            return Err(Misfit::default());
        }
        source.expected(place, What::Block("with `command` and `args`"));
        container_fields(source, place)
    });
    let body = braces
        .or(bare)
        .map_with(move |fields, extra| ComponentBody::Container { fields, span: source.span(extra.slice()) });
    let what = What::Block("with `command` and `args`");
    token(T::Container).ignore_then(slot(body, what, |_| false, |_| ComponentBody::Error, source))
}

/// `command = […] args = […]`; commas between them are allowed.
fn container_fields<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<Vec<Field>, Misfit> {
    let mut fields = Vec::new();
    while place.kind().is_some_and(|kind| !kind.is_closer()) {
        let start = place.index();
        let mut field = place.parse(field(source))?;
        if place.kind() == Some(T::Comma) {
            let words = place.look(1).is_some_and(|next| !next.kind.is_name() || place.look(2).is_none_or(not_equals));
            if words && place.look(1).is_some_and(|next| !next.kind.is_closer()) {
                source.expected(place, What::Token(T::LBracket, "before the words and `]` behind them"));
                skip_to(place, |token| token.has(Flags::FRESH));
                field.value = error(field.value.span);
            } else {
                place.skip();
            }
        }
        fields.push(field);
        if place.index() == start {
            place.skip();
        }
    }
    Ok(fields)
}

fn not_equals(token: &Token) -> bool {
    token.kind != T::Eq
}

fn pipeline_decl(source: Source<'_>) -> impl Rule<'_, PipelineDecl> {
    name(source, "a name for the pipeline")
        .then(lost())
        .then(params(source, "the name of an input"))
        .then(outputs(source))
        .then(lost())
        .then(block(source, "with its tasks"))
        .then(finally(source).or_not())
        .map(|((((((name, before), inputs), outputs), lost), body), finally)| {
            let torn = lost > before;
            PipelineDecl { name, inputs, outputs, body, finally, torn }
        })
}

fn trigger_decl(source: Source<'_>) -> impl Rule<'_, TriggerDecl> {
    name(source, "a name for the trigger")
        .then_ignore(need(source, T::Eq, "and what starts the run"))
        .then(need_value(source, |token| token.kind == T::Arrow))
        .then_ignore(need(source, T::Arrow, "and the pipeline to run"))
        .then(need_value(source, |_| false))
        .map(|((name, source), target)| TriggerDecl { name, source, target })
}
