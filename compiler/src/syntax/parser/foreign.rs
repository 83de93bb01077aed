//! Statements as other languages write them.
//!
//! In: tokens at a statement. Out: what is meant where that is clear, else an `Error` statement.
//! Always holds: each is reported once, with the way to say it here, and its lines are left out with it.

use super::super::ast::{Name, StmtKind};
use super::super::errors::{self, habits};
use super::super::token::{Flags, Token, TokenKind as T};
use super::cut::is_declaration;
use super::expr::{args, key, need_value, need_value_or_block};
use super::recover::{
    Look, Misfit, Place, Rule, Source, What, ends_statement, name, rule, skip_deeper, skip_group, skip_to,
};
use super::stmt::no_ternary;
use crate::diag::did_you_mean;

/// `x = f()`, `with …`, `@retry(3)` and their like.
pub(super) fn foreign(source: Source<'_>) -> impl Rule<'_, StmtKind> {
    rule(move |place| {
        let Some(token) = place.peek() else { return Err(Misfit::default()) };
        if matches!(token.kind, T::At | T::AtBang) {
            return decorator(source, place, token);
        }
        if !token.kind.is_name() {
            return Err(Misfit::default());
        }
        match place.look(1) {
            Some(next) if next.kind == T::Eq => assignment(source, place, token),
            Some(next) if next.kind == T::Colon => Ok(labelled(source, place, token)),
            Some(next) if next.kind.is_name() || matches!(next.kind, T::Str | T::Not | T::True | T::False) => {
                words(source, place, token, *next)
            }
            _ if matches!(source.text(token), "pass" | "break" | "continue") => {
                place.report(habits::statement(token.span(source.file), source.text(token)));
                place.skip();
                Ok(StmtKind::Error)
            }
            _ => Err(Misfit::default()),
        }
    })
}

/// `@retry(3)` above a statement.
fn decorator<'t>(source: Source<'t>, place: &mut Place<'t, '_>, sign: Token) -> Result<StmtKind, Misfit> {
    let start = place.index();
    place.skip();
    let decorated = place.parse(name(source, "the name of a decorator"))?;
    if place.kind() == Some(T::LParen) {
        place.skip();
        place.parse(args(source))?;
    }
    let span = sign.span(source.file).to(decorated.span);
    place.report_at(start, errors::decorator_in_block(span, &decorated.text));
    Ok(StmtKind::Error)
}

/// `x = f()`: a `let` that lacks its `let`; with commas behind, a record that lacks its braces.
fn assignment<'t>(source: Source<'t>, place: &mut Place<'t, '_>, first: Token) -> Result<StmtKind, Misfit> {
    let start = place.index();
    if source.text(first) == "let" {
        place.skip();
        source.expected(place, What::Name("a name for the value"));
        place.skip();
        let name = Name { text: "".into(), span: first.span(source.file).after() };
        let value = place.parse(need_value_or_block(source, ends_statement))?;
        return Ok(StmtKind::Let { name, value });
    }
    let token = place.parse(key(source))?;
    let value = place.parse(need_value_or_block(source, ends_statement))?;
    no_ternary(source, place);
    let span = first.span(source.file);
    if place.kind() != Some(T::Comma) {
        place.report_at(start, errors::missing_let(span, source.text(token)));
        return Ok(StmtKind::Let { name: source.name(token), value });
    }
    while place.kind() == Some(T::Comma) {
        place.skip();
        if place.parse(key(source)).is_err() {
            break;
        }
        place.parse(need_value(source, ends_statement))?;
    }
    let span = source.span_since(place, start);
    place.report_at(start, errors::bare_record(span, source.under(span)));
    Ok(StmtKind::Error)
}

/// `try:`, `else:`, or `x: Int = 3`.
fn labelled<'t>(source: Source<'t>, place: &mut Place<'t, '_>, token: Token) -> StmtKind {
    let span = token.span(source.file);
    match source.text(token) {
        word @ ("try" | "except" | "else" | "finally") => {
            place.report(habits::statement(span, word));
            skip_lines(source, place, token);
        }
        word => {
            place.report(errors::missing_let(span, word));
            skip_group(place);
            skip_to(place, ends_statement);
        }
    }
    StmtKind::Error
}

/// Two words in a row.
fn words<'t>(source: Source<'t>, place: &mut Place<'t, '_>, token: Token, next: Token) -> Result<StmtKind, Misfit> {
    let index = place.index();
    let span = token.span(source.file);
    let word = source.text(token);
    if next.has(Flags::FIRST) {
        return Err(Misfit::default());
    }
    if is_declaration(place.full_slice(), index) {
        place.report(errors::nested_declaration(span, word));
    } else if habits::is_statement(word) {
        place.report(habits::statement(span, word));
    } else {
        return misspelt(source, place, token);
    }
    skip_lines(source, place, token);
    Ok(StmtKind::Error)
}

/// A word that begins no statement, with another behind it: what is meant, where that is plain.
fn misspelt<'t>(source: Source<'t>, place: &mut Place<'t, '_>, token: Token) -> Result<StmtKind, Misfit> {
    let word = source.text(token);
    let meant = did_you_mean(word, ["let", "return", "if", "for", "try"]);
    let assigned = place.look(2).is_some_and(|next| next.kind == T::Eq);
    if meant.is_none() && !assigned {
        return Err(Misfit::default());
    }
    place.report(errors::unknown_statement(token.span(source.file), word, meant));
    match meant {
        _ if assigned => {
            place.skip();
            let name = place.parse(name(source, "a name for the value"))?;
            place.skip();
            let value = place.parse(need_value_or_block(source, ends_statement))?;
            Ok(StmtKind::Let { name, value })
        }
        Some("return") => {
            place.skip();
            Ok(StmtKind::Return(place.parse(need_value_or_block(source, ends_statement))?))
        }
        _ => {
            skip_lines(source, place, token);
            Ok(StmtKind::Error)
        }
    }
}

/// Skips a statement and the lines below that stand deeper.
fn skip_lines(source: Source<'_>, place: &mut Place<'_, '_>, first: Token) {
    skip_group(place);
    skip_deeper(source, place, source.column(first));
}
