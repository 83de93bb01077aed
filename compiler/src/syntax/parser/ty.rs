//! Types.
//!
//! In: tokens at a type. Out: the type.
//! Always holds: `>` closes one list of types whatever follows it; `?` makes the whole type optional.

use chumsky::prelude::*;

use super::super::ast::{Expr, ExprKind, Name, ParamDecl, TypeExpr, TypeExprKind, UnaryOp};
use super::super::errors;
use super::super::token::{Token, TokenKind as T};
use super::expr::{deep, need_value, starts_value};
use super::recover::{Look, Misfit, Place, Rule, Source, What, ends_part, list, name, need, rule, slot, token};
use crate::source::Span;

/// A type that must stand here.
pub(super) fn need_type(source: Source<'_>) -> impl Rule<'_, TypeExpr> {
    let missing = |span| TypeExpr { kind: TypeExprKind::Error, span };
    slot(rule(move |place| deep(|| whole(source, place))), What::Type, ends_type, missing, source)
}

fn ends_type(token: Token) -> bool {
    matches!(token.kind, T::Eq | T::Arrow | T::Gt | T::LBrace | T::Python | T::Container) || ends_part(token)
}

/// Alternatives with `|` between, and a `?` for all of them.
fn whole<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<TypeExpr, Misfit> {
    let start = place.index();
    let mut parts = vec![place.parse(part(source))?];
    while matches!(place.kind(), Some(T::Pipe | T::Str)) {
        if place.kind() == Some(T::Pipe) {
            place.skip();
        } else if matches!(parts.last(), Some(Part::Literal(_))) {
            source.expected(place, What::Token(T::Pipe, "between the values"));
        } else {
            break;
        }
        let missing = |span| Part::Type(TypeExpr { kind: TypeExprKind::Error, span });
        parts.push(place.parse(slot(part(source), What::Type, ends_type, missing, source))?);
    }
    let span = source.span_since(place, start);
    let ty = joined(place, parts, start, span);
    if place.kind() != Some(T::Question) {
        return Ok(ty);
    }
    place.skip();
    let span = source.span_since(place, start);
    Ok(TypeExpr { kind: TypeExprKind::Optional(Box::new(ty)), span })
}

enum Part {
    Type(TypeExpr),
    Literal(Expr),
}

fn joined(place: &mut Place<'_, '_>, mut parts: Vec<Part>, start: usize, span: Span) -> TypeExpr {
    if parts.len() == 1
        && let Some(Part::Type(ty)) = parts.pop_if(|part| matches!(part, Part::Type(_)))
    {
        return ty;
    }
    let mut literals = Vec::new();
    for part in parts {
        match part {
            Part::Literal(literal) => literals.push(literal),
            Part::Type(TypeExpr { kind: TypeExprKind::Error, .. }) => {}
            Part::Type(_) => {
                place.report_at(start, errors::mixed_enum(span));
                return TypeExpr { kind: TypeExprKind::Error, span };
            }
        }
    }
    TypeExpr { kind: TypeExprKind::Enum(literals), span }
}

fn part(source: Source<'_>) -> impl Rule<'_, Part> {
    choice((
        rule(move |place| named(source, place)).map(Part::Type),
        literal(source).map(Part::Literal),
        record(source).map(Part::Type),
        rule(move |place| nameless(source, place)).map(Part::Type),
    ))
}

/// `List<Int>`
fn named<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<TypeExpr, Misfit> {
    let Some(token) = place.peek().filter(|token| token.kind.is_name()) else { return Err(Misfit::default()) };
    let start = place.index();
    place.skip();
    let args = match place.kind() {
        Some(T::Lt) => {
            place.skip();
            angles(source, place)?
        }
        Some(T::LBracket) => {
            place.skip();
            let args = place.parse(list(source, nested(source), T::RBracket, T::is_name))?;
            let span = source.span_since(place, start);
            place.report_at(start, errors::habits::square_type(span, source.text(token), source.under(span)));
            if let ("Optional", [inner]) = (source.text(token), args.as_slice()) {
                return Ok(TypeExpr { kind: TypeExprKind::Optional(Box::new(inner.clone())), span });
            }
            if !matches!(source.text(token), "List" | "Map") {
                return Ok(TypeExpr { kind: TypeExprKind::Error, span });
            }
            args
        }
        Some(kind) if kind.is_name() && place.look(1).is_some_and(|next| next.kind == T::Gt) => {
            source.expected(place, What::Token(T::Lt, "and what it holds"));
            angles(source, place)?
        }
        _ => Vec::new(),
    };
    Ok(TypeExpr { kind: TypeExprKind::Name(source.name(token), args), span: source.span_since(place, start) })
}

/// `<Int>` without what holds it.
fn nameless<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<TypeExpr, Misfit> {
    if place.kind() != Some(T::Lt) {
        return Err(Misfit::default());
    }
    let start = place.index();
    source.expected(place, What::Type);
    place.skip();
    angles(source, place)?;
    Ok(TypeExpr { kind: TypeExprKind::Error, span: source.span_since(place, start) })
}

fn nested(source: Source<'_>) -> impl Rule<'_, TypeExpr> {
    rule(move |place| place.parse(need_type(source)))
}

fn angles<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<Vec<TypeExpr>, Misfit> {
    let mut args = vec![place.parse(nested(source))?];
    while place.kind() == Some(T::Comma) {
        place.skip();
        args.push(place.parse(nested(source))?);
    }
    place.parse(need(source, T::Gt, "to close `<`"))?;
    Ok(args)
}

/// A string, a number or a negative number.
fn literal(source: Source<'_>) -> impl Rule<'_, Expr> {
    rule(move |place| {
        let start = place.index();
        let negative = place.kind() == Some(T::Minus);
        let Some(token) = place.look(usize::from(negative)).copied() else { return Err(Misfit::default()) };
        let span = token.span(source.file);
        let kind = match token.kind {
            T::Str if !negative => ExprKind::Str(source.string(token)),
            T::Int => ExprKind::Int(source.text(token).replace('_', "").into()),
            T::Error if !negative => ExprKind::Error,
            _ => return Err(Misfit::default()),
        };
        let value = Expr { kind, span };
        place.skip();
        if !negative {
            return Ok(value);
        }
        place.skip();
        Ok(Expr { kind: ExprKind::Unary(UnaryOp::Neg, Box::new(value)), span: source.span_since(place, start) })
    })
}

/// `{ a: Int, b: String = "x" }`
fn record(source: Source<'_>) -> impl Rule<'_, TypeExpr> {
    let field = rule(move |place| deep(|| place.parse(param(source, "the name of a field"))));
    let opens = rule(|place: &mut Place<'_, '_>| {
        let named = place.look(1).is_some_and(|first| first.kind.is_name());
        let typed = place.look(2).is_some_and(|second| second.kind == T::Colon || second.kind.is_name());
        let empty = place.look(1).is_some_and(|first| first.kind.is_closer());
        if place.kind() != Some(T::LBrace) || !(empty || named && typed) {
            return Err(Misfit::default());
        }
        place.skip();
        Ok(())
    });
    opens.ignore_then(list(source, field, T::RBrace, T::is_name)).map_with(move |fields, extra| TypeExpr {
        kind: TypeExprKind::Record(fields),
        span: source.span(extra.slice()),
    })
}

/// `path data: Dataset? = none`
pub(super) fn param<'t>(source: Source<'t>, of: &'static str) -> impl Rule<'t, ParamDecl> {
    let path = rule(move |place| {
        let is_path = place.kind() == Some(T::Path) && place.look(1).is_some_and(|next| next.kind.is_name());
        match place.peek().filter(|_| is_path) {
            Some(token) => {
                place.skip();
                Ok(token.span(source.file))
            }
            None => Err(Misfit::default()),
        }
    });
    rule(move |place| {
        let doc = place.peek().and_then(|token| source.doc(token));
        let path = place.parse(path.clone().or_not())?;
        let name: Name = place.parse(name(source, of))?;
        let ty = place.parse(colon_type(source))?;
        let default = match place.kind() {
            Some(T::Eq) => Some(place.parse(token(T::Eq).ignore_then(need_value(source, ends_part)))?),
            Some(kind) if starts_default(place, kind) => {
                source.expected(place, What::Token(T::Eq, "and the default"));
                Some(place.parse(need_value(source, ends_part))?)
            }
            _ => None,
        };
        Ok(ParamDecl { doc, path, name, ty, default })
    })
}

/// Whether a default begins here, though its `=` is missing.
fn starts_default(place: &mut Place<'_, '_>, kind: T) -> bool {
    if kind.is_name() {
        return place.look(1).is_some_and(|next| next.kind == T::Comma || next.kind.is_closer());
    }
    kind != T::LBrace && starts_value(kind)
}

fn colon_type(source: Source<'_>) -> impl Rule<'_, TypeExpr> {
    rule(move |place| {
        let start = place.index();
        if place.parse(need(source, T::Colon, "and a type"))? || place.kind().is_some_and(starts_type) {
            return place.parse(need_type(source));
        }
        Ok(TypeExpr { kind: TypeExprKind::Error, span: source.span_since(place, start) })
    })
}

fn starts_type(kind: T) -> bool {
    kind.is_name() || matches!(kind, T::Str | T::Int | T::LBrace)
}
