//! Statements and blocks.
//!
//! In: tokens at a statement. Out: the statement.
//! Always holds: a statement that can't be read is an `Error` statement up to the next line's; its siblings stay.

use chumsky::prelude::*;

use super::super::ast::{Block, Else, Expr, ExprKind, Finally, For, If, Name, Stmt, StmtKind, Try};
use super::super::token::{Flags, Token, TokenKind as T};
use super::expr::{deep, ends_head, error, head, need_value, need_value_or_block, postfix, value};
use super::recover::{
    Fault, FaultKind, Look, Place, Rule, Source, What, close, ends_statement, name, need, rule, skip_to, slot, token,
    token_if,
};

/// `{ statement … }`
pub(super) fn block<'t>(source: Source<'t>, behind: &'static str) -> impl Rule<'t, Block> {
    let braces = rule(move |place| deep(|| place.parse(braces(source))));
    slot(braces, What::Block(behind), ends_head, |span| Block { stmts: Vec::new(), span }, source)
}

fn braces<'t>(source: Source<'t>) -> impl Rule<'t, Block> {
    token(T::LBrace)
        .ignore_then(stmt(source).repeated().collect::<Vec<_>>())
        .then_ignore(close(T::RBrace))
        .map_with(move |stmts, extra| Block { stmts, span: source.span(extra.slice()) })
}

/// One statement, or what stands in its place up to the next line's.
fn stmt<'t>(source: Source<'t>) -> impl Rule<'t, Stmt> {
    let kind = choice((
        let_stmt(source),
        token(T::Return).ignore_then(return_value(source)).map(StmtKind::Return),
        block_value(source).map(StmtKind::Expr),
        value(source).map(StmtKind::Expr),
    ));
    let skipped = rule(move |place| {
        if place.kind().is_none_or(T::is_closer) {
            return Err(place.fail());
        }
        place.skip();
        skip_to(place, ends_statement);
        Ok(StmtKind::Error)
    });
    kind.labelled(What::Statement)
        .recover_with(via_parser(skipped))
        .map_with(move |kind, extra| Stmt { kind, span: source.span(extra.slice()) })
}

fn let_stmt<'t>(source: Source<'t>) -> impl Rule<'t, StmtKind> {
    token(T::Let)
        .ignore_then(name(source, "a name for the value"))
        .then(rule(move |place| let_value(source, place)))
        .map(|(name, value)| StmtKind::Let { name, value })
}

fn let_value<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<Expr, Fault> {
    let start = place.index();
    if !place.parse(need(T::Eq, "and a value"))? {
        skip_to(place, ends_statement);
        return Ok(error(source.span_since(place, start)));
    }
    place.parse(need_value_or_block(source, ends_statement))
}

fn return_value<'t>(source: Source<'t>) -> impl Rule<'t, Expr> {
    need_value_or_block(source, ends_statement)
}

/// `if`, `for` or `try` with its blocks, and modifiers behind it.
pub(super) fn block_value<'t>(source: Source<'t>) -> impl Rule<'t, Expr> {
    let kind = choice((
        rule(move |place| deep(|| if_block(source, place))).map(|block| ExprKind::If(Box::new(block))),
        for_block(source).map(|block| ExprKind::For(Box::new(block))),
        try_block(source).map(|block| ExprKind::Try(Box::new(block))),
    ));
    let block = kind.map_with(move |kind, extra| Expr { kind, span: source.span(extra.slice()) });
    let starts = rule(|place: &mut Place<'t, '_>| match place.kind() {
        Some(T::If | T::For | T::Try) => Ok(()),
        _ => Err(place.fail()),
    });
    starts.ignore_then(postfix(source, block))
}

fn if_block<'t>(source: Source<'t>, place: &mut Place<'t, '_>) -> Result<If, Fault> {
    let condition = slot(head(source), What::Value, ends_head, error, source);
    let else_if = rule(move |place| deep(|| if_block(source, place)))
        .map_with(move |block, extra| Else::If(Box::new(block), source.span(extra.slice())));
    let otherwise = token(T::Else).ignore_then(else_if.or(block(source, "behind `else`").map(Else::Block)));
    place.parse(
        token(T::If)
            .ignore_then(condition)
            .then(block(source, "behind the condition"))
            .then(otherwise.or_not())
            .map(|((cond, then), otherwise)| If { cond, then, otherwise }),
    )
}

fn for_block<'t>(source: Source<'t>) -> impl Rule<'t, For> {
    let items = slot(head(source), What::Value, ends_head, error, source);
    token(T::For)
        .ignore_then(name(source, "a name for the item"))
        .then_ignore(need(T::In, "and what to go over"))
        .then(items.clone())
        .then(token(T::Parallel).ignore_then(items).or_not())
        .then(block(source, "with what is done for each"))
        .map(|(((name, list), parallel), body)| For { name, list, parallel, body })
}

fn try_block<'t>(source: Source<'t>) -> impl Rule<'t, Try> {
    let missing = rule(move |place: &mut Place<'t, '_>| {
        place.report(FaultKind::Expected(What::Token(T::Finally, "and what runs at the end")));
        let at = place.index();
        let span = source.span_since(place, at);
        Ok(Finally { status: None, body: Block { stmts: Vec::new(), span } })
    });
    token(T::Try)
        .ignore_then(block(source, "behind `try`"))
        .then(finally(source).or(missing))
        .map(|(body, finally)| Try { body, finally })
}

/// `finally(status) { … }`
pub(super) fn finally<'t>(source: Source<'t>) -> impl Rule<'t, Finally> {
    let status = token(T::LParen)
        .ignore_then(name(source, "a name for how it ended").map(Some))
        .then_ignore(close(T::RParen))
        .or_not()
        .map(Option::flatten);
    token(T::Finally)
        .ignore_then(status)
        .then(block(source, "behind `finally`"))
        .map(|(status, body)| Finally { status, body })
}
