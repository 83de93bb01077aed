//! Statements and blocks.
//!
//! In: tokens at a statement. Out: the statement.
//! Always holds: a statement that can't be read is an `Error` statement up to the next line's; its siblings stay.

use chumsky::prelude::*;

use super::super::ast::{Block, Else, Expr, ExprKind, Finally, For, If, Stmt, StmtKind, Try};
use super::super::errors;
use super::super::token::{Flags, Token, TokenKind as T};
use super::expr::{
    After, after_if, braced, deep, error, infix, need_head, need_value_or_block, postfix, starts_value, value,
};
use super::foreign::foreign;
use super::recover::{
    Look, Misfit, Place, Rule, Source, What, close, ends_statement, is_ternary, name, need, rule, skip_group, skip_to,
    token,
};
use super::ty::need_type;
use crate::source::Span;

/// `{ statement … }`; where the braces are missing, or a `:` stands for them, the lines that stand deeper.
pub(super) fn block<'t>(source: Source<'t>, behind: &'static str) -> impl Rule<'t, Block> {
    let braces = rule(move |place| deep(|| place.parse(braces(source))));
    let indented = rule(move |place| deep(|| indented(source, place, behind)));
    braced(source, braces.or(indented), behind, missing)
}

/// The stand-in for a block: not empty, since nobody knows what it lacks.
fn missing(span: Span) -> Block {
    Block { stmts: vec![Stmt { kind: StmtKind::Error, span }], span }
}

fn braces(source: Source<'_>) -> impl Rule<'_, Block> {
    token(T::LBrace)
        .ignore_then(stmt(source).repeated().collect::<Vec<_>>())
        .then_ignore(close(source, T::RBrace))
        .map_with(move |stmts, extra| Block { stmts, span: source.span(extra.slice()) })
}

/// Lines that stand deeper than the one before, or what stands behind a `:`.
fn indented<'t>(source: Source<'t>, place: &mut Place<'t, '_>, behind: &'static str) -> Result<Block, Misfit> {
    let start = place.index();
    let before = place.full_slice().get(..start).unwrap_or(&[]);
    let line = before.iter().rfind(|token| token.has(Flags::FIRST)).map_or(0, |token| source.column(*token));
    let deeper = |token: Token| token.has(Flags::FRESH) && source.column(token) > line;
    let colon = place.kind() == Some(T::Colon);
    if colon {
        let here = source.here(place);
        place.report(errors::habits::colon_block(here));
        place.skip();
    } else if place.peek().is_some_and(deeper) {
        source.expected(place, What::Block(behind));
    } else {
        return Err(Misfit::default());
    }
    let mut stmts = Vec::new();
    while place.peek().is_some_and(|token| deeper(token) || (colon && !token.has(Flags::FRESH))) {
        match place.parse(stmt(source)) {
            Ok(stmt) => stmts.push(stmt),
            Err(_) => break,
        }
    }
    Ok(Block { stmts, span: source.span_since(place, start) })
}

/// One statement, or what stands in its place up to the next line's.
pub(super) fn stmt(source: Source<'_>) -> impl Rule<'_, Stmt> {
    let kind = choice((
        let_stmt(source),
        return_stmt(source),
        block_alone(source).map(StmtKind::Expr),
        foreign(source),
        rule(move |place| headless(source, place)),
        value(source).map(StmtKind::Expr),
        unreadable(source),
    ));
    rule(move |place| {
        let start = place.index();
        let kind = place.parse(&kind)?;
        if place.index() == start {
            // Whatever was reported: a statement that takes nothing would be read for ever.
            skip_group(place);
        }
        Ok(Stmt { kind, span: source.span_since(place, start) })
    })
}

/// A block without the `if` or `for` before it, and its `else`.
fn headless<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<StmtKind, Misfit> {
    let Some(inner) = place.look(1).filter(|_| place.kind() == Some(T::LBrace)) else { return Err(Misfit::default()) };
    let behind = place.look(2).map(|token| token.kind);
    let statement = matches!(inner.kind, T::Let | T::Return | T::If | T::For | T::Try);
    if !(statement || inner.kind.is_name() && matches!(behind, Some(T::LParen | T::Dot))) {
        return Err(Misfit::default());
    }
    source.expected(place, What::Statement);
    place.parse(block(source, ""))?;
    while let Some(after) = after_if(source, place) {
        if matches!(after, After::If) {
            place.parse(need_head(source))?;
        }
        place.parse(block(source, "behind `else`"))?;
    }
    Ok(StmtKind::Error)
}

fn unreadable(source: Source<'_>) -> impl Rule<'_, StmtKind> {
    rule(move |place| {
        let Some(token) = place.peek().filter(|token| !token.kind.is_closer()) else { return Err(Misfit::default()) };
        if token.kind == T::Comma {
            place.report(errors::habits::statement_comma(token.span(source.file)));
            place.skip();
        } else {
            source.expected(place, What::Statement);
            skip_group(place);
            skip_to(place, ends_statement);
        }
        Ok(StmtKind::Error)
    })
}

fn let_stmt(source: Source<'_>) -> impl Rule<'_, StmtKind> {
    let value = rule(move |place| let_value(source, place));
    token(T::Let)
        .ignore_then(name(source, "a name for the value"))
        .then(value)
        .map(|(name, value)| StmtKind::Let { name, value })
}

fn let_value<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<Expr, Misfit> {
    let start = place.index();
    if place.kind() == Some(T::Colon) {
        place.skip();
        place.parse(need_type(source))?;
        let span = source.span_since(place, start);
        place.report_at(start, errors::let_type(span));
    }
    let goes_on = |token: Token| !token.has(Flags::FRESH) && starts_value(token.kind);
    if !place.parse(need(source, T::Eq, "and a value"))? && !place.peek().is_some_and(goes_on) {
        skip_to(place, ends_statement);
        return Ok(error(source.span_since(place, start)));
    }
    let value = place.parse(need_value_or_block(source, ends_statement))?;
    no_ternary(source, place);
    Ok(value)
}

fn return_stmt(source: Source<'_>) -> impl Rule<'_, StmtKind> {
    let value = need_value_or_block(source, ends_statement);
    rule(move |place| {
        let Some(token) = place.peek().filter(|token| token.kind == T::Return) else {
            return Err(Misfit::default());
        };
        let start = place.index();
        place.skip();
        if place.peek().is_none_or(|next| next.has(Flags::FRESH) || next.kind.is_closer()) {
            place.report_at(start, errors::empty_return(token.span(source.file)));
            return Ok(StmtKind::Return(error(source.span_since(place, start + 1))));
        }
        let value = place.parse(&value)?;
        no_ternary(source, place);
        if place.kind() == Some(T::Comma) {
            let here = source.here(place);
            place.report(errors::several_returned(here));
            skip_to(place, ends_statement);
            return Ok(StmtKind::Return(error(value.span)));
        }
        Ok(StmtKind::Return(value))
    })
}

/// Reports `if c else b` behind a value.
pub(super) fn no_ternary(source: Source<'_>, place: &mut Place<'_, '_>) {
    let behind = place.peek().is_some_and(|token| token.kind == T::If && !token.has(Flags::FRESH));
    if behind && is_ternary(place) {
        let here = source.here(place);
        place.report(errors::ternary(here));
        skip_to(place, ends_statement);
    }
}

/// A block where one may stand; that it goes on with an operator is reported.
pub(super) fn block_alone(source: Source<'_>) -> impl Rule<'_, Expr> {
    rule(move |place| {
        let start = place.index();
        let block = place.parse(block_value(source))?;
        if infix(place).is_some() {
            place.report_at(start, errors::block_as_operand(block.span));
            skip_to(place, ends_statement);
            return Ok(error(source.span_since(place, start)));
        }
        Ok(block)
    })
}

/// `if`, `for` or `try` with its blocks, and modifiers behind it.
pub(super) fn block_value<'t>(source: Source<'t>) -> impl Rule<'t, Expr> {
    let kind = choice((
        token(T::If).ignore_then(rule(move |place| deep(|| if_block(source, place)))).map(ExprKind::If),
        for_block(source).map(|block| ExprKind::For(Box::new(block))),
        try_block(source).map(|block| ExprKind::Try(Box::new(block))),
    ));
    let block = kind.map_with(move |kind, extra| Expr { kind, span: source.span(extra.slice()) });
    let starts = rule(|place: &mut Place<'t, '_>| match place.kind() {
        Some(T::If | T::For | T::Try) => Ok(()),
        _ => Err(Misfit::default()),
    });
    starts.ignore_then(postfix(source, block))
}

/// `if c { … } else { … }`; `if` was taken.
fn if_block<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<Box<If>, Misfit> {
    let cond = place.parse(need_head(source))?;
    let then = place.parse(block(source, "behind the condition"))?;
    let otherwise = match after_if(source, place) {
        Some(After::If) => {
            let start = place.index() - 1;
            let block = deep(|| if_block(source, place))?;
            Some(Else::If(block, source.span_since(place, start)))
        }
        Some(After::Else) => Some(Else::Block(place.parse(block(source, "behind `else`"))?)),
        None => None,
    };
    Ok(Box::new(If { cond, then, otherwise }))
}

fn for_block(source: Source<'_>) -> impl Rule<'_, For> {
    token(T::For)
        .ignore_then(name(source, "a name for the item"))
        .then_ignore(need(source, T::In, "and what to go over"))
        .then(need_head(source))
        .then(token(T::Parallel).ignore_then(need_head(source)).or_not())
        .then(block(source, "with what is done for each"))
        .map(|(((name, list), parallel), body)| For { name, list, parallel, body })
}

fn try_block(source: Source<'_>) -> impl Rule<'_, Try> {
    let missing = rule(move |place| {
        source.expected(place, What::Token(T::Finally, "and what runs at the end"));
        let at = place.index();
        Ok(Finally { status: None, body: missing(source.span_since(place, at)) })
    });
    token(T::Try)
        .ignore_then(block(source, "behind `try`"))
        .then(finally(source).or(missing))
        .map(|(body, finally)| Try { body, finally })
}

/// `finally(status) { … }`
pub(super) fn finally(source: Source<'_>) -> impl Rule<'_, Finally> {
    let status =
        token(T::LParen).ignore_then(name(source, "a name for how it ended")).then_ignore(close(source, T::RParen));
    token(T::Finally)
        .ignore_then(status.or_not())
        .then(block(source, "behind `finally`"))
        .map(|(status, body)| Finally { status, body })
}
