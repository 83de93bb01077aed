//! Expressions: literals, names, calls, operators, lists and records.
//!
//! In: tokens at a value. Out: an expression.
//! Always holds: from loose to tight `or`, `and`, `not`, one comparison, `+ -`, `* /`, `-`, `. [] ()`; a value that is
//! missing behind an operator is an `Error` node; a block as an operand is reported and an `Error` node.

use chumsky::prelude::*;

use super::super::ast::{Arg, BinaryOp, Expr, ExprKind, Field, Key, ListIf, ListItem, Name, UnaryOp};
use super::super::errors;
use super::super::literal;
use super::super::token::{Flags, Token, TokenKind as T};
use super::recover::{
    Look, Misfit, Place, Rule, Source, What, close, ends_part, list, name, rule, skip_group, skip_to, slot, token,
};
use super::stmt::{block_alone, block_value};
use crate::diag::did_you_mean;
use crate::source::Span;

/// A value; a block is none.
pub(super) fn value(source: Source<'_>) -> impl Rule<'_, Expr> {
    rule(move |place| deep(|| climb(source, any(source), place, 0)))
}

/// A value before a `{` that opens a block: a record stands in parentheses here.
pub(super) fn head(source: Source<'_>) -> impl Rule<'_, Expr> {
    rule(move |place| deep(|| climb(source, without_record(source), place, 0)))
}

/// Nested values and blocks go through here, so that no input overflows the stack.
pub(super) fn deep<T>(parse: impl FnOnce() -> T) -> T {
    stacker::maybe_grow(64 * 1024, 1024 * 1024, parse)
}

/// A value that must stand here; up to `stop` is skipped where none does.
pub(super) fn need_value(source: Source<'_>, stop: fn(Token) -> bool) -> impl Rule<'_, Expr> {
    slot(value(source), What::Value, stop, error, source)
}

/// A value or a block, one of which must stand here.
pub(super) fn need_value_or_block(source: Source<'_>, stop: fn(Token) -> bool) -> impl Rule<'_, Expr> {
    slot(block_alone(source).or(value(source)), What::Value, stop, error, source)
}

/// The stand-in for a value.
pub(super) fn error(span: Span) -> Expr {
    expr(ExprKind::Error, span)
}

fn expr(kind: ExprKind, span: Span) -> Expr {
    Expr { kind, span }
}

/// Whether a value may begin so.
pub(super) fn starts_value(kind: T) -> bool {
    kind.is_name()
        || matches!(kind, T::Str | T::Fence | T::Int | T::Float | T::Unit | T::True | T::False | T::None)
        || matches!(kind, T::LParen | T::LBracket | T::LBrace | T::Not | T::Minus)
}

fn starts_item(kind: T) -> bool {
    starts_value(kind) || kind == T::If
}

fn starts_key(kind: T) -> bool {
    kind.is_name() || kind == T::Str
}

fn any(source: Source<'_>) -> impl Rule<'_, Expr> {
    postfix(source, choice((atom(source), record(source))))
}

fn without_record(source: Source<'_>) -> impl Rule<'_, Expr> {
    postfix(source, atom(source))
}

/// A value without operators and what may follow it, but for a record.
fn atom(source: Source<'_>) -> impl Rule<'_, Expr> {
    let group = token(T::LParen)
        .ignore_then(need_value(source, ends_part))
        .then_ignore(close(source, T::RParen))
        .map_with(move |inner, extra| expr(ExprKind::Paren(Box::new(inner)), source.span(extra.slice())));
    let items = token(T::LBracket)
        .ignore_then(list(source, list_item(source), T::RBracket, starts_item))
        .map_with(move |items, extra| expr(ExprKind::List(items), source.span(extra.slice())));
    choice((literal(source), group, items, block_as_operand(source)))
}

fn record(source: Source<'_>) -> impl Rule<'_, Expr> {
    token(T::LBrace)
        .ignore_then(list(source, field(source), T::RBrace, starts_key))
        .map_with(move |fields, extra| expr(ExprKind::Record(fields), source.span(extra.slice())))
}

/// A value of one token.
fn literal(source: Source<'_>) -> impl Rule<'_, Expr> {
    rule(move |place| {
        let Some(token) = place.peek() else { return Err(Misfit::default()) };
        let span = token.span(source.file);
        let kind = match token.kind {
            T::Str => ExprKind::Str(source.string(token)),
            T::Fence => ExprKind::Fence(literal::fence(source.text, span)),
            T::Int => ExprKind::Int(number(source.text(token))),
            T::Float => ExprKind::Float(number(source.text(token))),
            T::Unit => ExprKind::Unit(source.text(token).into()),
            T::True => ExprKind::Bool(true),
            T::False => ExprKind::Bool(false),
            T::None => ExprKind::None,
            T::Error => ExprKind::Error,
            kind if kind.is_name() => match constant(source.text(token)) {
                Some((meant, kind)) => {
                    place.report(errors::habits::constant(span, source.text(token), meant));
                    kind
                }
                None => ExprKind::Name(source.word(token)),
            },
            _ => return Err(Misfit::default()),
        };
        place.skip();
        Ok(expr(kind, span))
    })
}

fn number(text: &str) -> smol_str::SmolStr {
    if text.contains('_') { text.replace('_', "").into() } else { text.into() }
}

/// What Python calls otherwise.
fn constant(text: &str) -> Option<(&'static str, ExprKind)> {
    match text {
        "True" => Some(("true", ExprKind::Bool(true))),
        "False" => Some(("false", ExprKind::Bool(false))),
        "None" | "null" | "nil" => Some(("none", ExprKind::None)),
        _ => None,
    }
}

/// Whether a block begins here, and not one of its words stands in some other's place; takes nothing.
fn opens_block<'t>() -> impl Rule<'t, ()> {
    rule(|place: &mut Place<'t, '_>| {
        let next = place.look(1).map(|next| next.kind);
        let opens = match place.kind() {
            Some(T::For) => next.is_some_and(T::is_name),
            Some(T::Try) => next == Some(T::LBrace),
            kind => kind == Some(T::If),
        };
        if opens { Ok(()) } else { Err(Misfit::default()) }
    })
}

/// `if`, `for` or `try` where only a value without a block may stand.
fn block_as_operand(source: Source<'_>) -> impl Rule<'_, Expr> {
    rule(move |place| {
        let start = place.index();
        place.parse(opens_block())?;
        place.parse(block_value(source))?;
        let span = source.span_since(place, start);
        place.report_at(start, errors::block_as_operand(span));
        Ok(error(span))
    })
}

enum Postfix {
    Field(Name),
    Index(Expr),
    Call(Vec<Arg>),
}

/// `.name`, `[index]`, `(arguments)`, as many as there are.
pub(super) fn postfix<'t>(source: Source<'t>, atom: impl Rule<'t, Expr>) -> impl Rule<'t, Expr> {
    let field = token(T::Dot).ignore_then(field_name(source)).map(Postfix::Field);
    let call = token(T::LParen).ignore_then(args(source)).map(Postfix::Call);
    let index = token(T::LBracket)
        .ignore_then(need_value(source, ends_part))
        .then_ignore(close(source, T::RBracket))
        .map(Postfix::Index);
    let goes_on = rule(|place: &mut Place<'t, '_>| match place.peek() {
        Some(token) if token.kind == T::Dot => Ok(()),
        Some(token) if matches!(token.kind, T::LParen | T::LBracket) && !token.has(Flags::FRESH) => {
            // What stands in braces is no function and no list.
            if place.before().is_some_and(|before| before.kind == T::RBrace) { Err(Misfit::default()) } else { Ok(()) }
        }
        _ => Err(Misfit::default()),
    });
    atom.foldl_with(goes_on.ignore_then(choice((field, call, index))).repeated(), move |base, postfix, extra| {
        let base = Box::new(base);
        let kind = match postfix {
            Postfix::Field(name) => ExprKind::Field(base, name),
            Postfix::Index(index) => ExprKind::Index(base, Box::new(index)),
            Postfix::Call(args) => ExprKind::Call(base, args),
        };
        expr(kind, source.span(extra.slice()))
    })
}

/// The name behind a `.`, on its line: what stands on the next one is a statement of its own.
fn field_name(source: Source<'_>) -> impl Rule<'_, Name> {
    let behind = name(source, "the name of a field");
    rule(move |place| {
        let index = place.index();
        if place.peek().is_some_and(|next| next.has(Flags::FIRST)) {
            source.expected(place, What::Name("the name of a field"));
            return Ok(Name { text: "".into(), span: source.span_since(place, index) });
        }
        place.parse(&behind)
    })
}

const NOT: u8 = 3;
const COMPARISON: u8 = 4;
const NEGATION: u8 = 7;

/// The operator here, how tight it binds, and of how many tokens it is.
pub(super) fn infix(place: &mut Place<'_, '_>) -> Option<(BinaryOp, u8, usize)> {
    let token = place.peek()?;
    Some(match token.kind {
        T::Or => (BinaryOp::Or, 1, 1),
        T::And => (BinaryOp::And, 2, 1),
        T::EqEq => (BinaryOp::Eq, COMPARISON, 1),
        T::Ne => (BinaryOp::Ne, COMPARISON, 1),
        T::Lt => (BinaryOp::Lt, COMPARISON, 1),
        T::Le => (BinaryOp::Le, COMPARISON, 1),
        T::Gt => match place.look(1) {
            Some(next) if next.kind == T::Eq && next.start == token.end => (BinaryOp::Ge, COMPARISON, 2),
            _ => (BinaryOp::Gt, COMPARISON, 1),
        },
        T::In => (BinaryOp::In, COMPARISON, 1),
        T::Not if place.look(1)?.kind == T::In => (BinaryOp::NotIn, COMPARISON, 2),
        T::Plus => (BinaryOp::Add, 5, 1),
        T::Minus if !token.has(Flags::FRESH) => (BinaryOp::Sub, 5, 1),
        T::Star => (BinaryOp::Mul, 6, 1),
        T::Slash => (BinaryOp::Div, 6, 1),
        _ => return None,
    })
}

/// Operands with operators between that bind at least as tight as `least`.
fn climb<'t>(
    source: Source<'t>,
    operand: impl Rule<'t, Expr>,
    place: &mut Place<'t, '_>,
    least: u8,
) -> Result<Expr, Misfit> {
    let start = place.index();
    let mut left = match place.kind() {
        Some(T::Not) => prefix(source, operand.clone(), place, UnaryOp::Not),
        Some(T::Minus) => prefix(source, operand.clone(), place, UnaryOp::Neg),
        _ => place.parse(&operand)?,
    };
    let (mut compared, mut chained) = (false, false);
    while let Some((op, tight, length)) = infix(place) {
        if tight < least {
            break;
        }
        let again = tight == COMPARISON && compared;
        if again && !chained {
            chained = true;
            let here = source.here(place);
            place.report(errors::chain(here));
        }
        compared = tight == COMPARISON;
        for _ in 0..length {
            place.skip();
        }
        let right = operand_or(source, operand.clone(), place, tight + 1);
        let span = source.span_since(place, start);
        // What a chain asks is not known, so that nothing further can be said of it.
        let kind = if again { ExprKind::Error } else { ExprKind::Binary(op, Box::new(left), Box::new(right)) };
        left = expr(kind, span);
    }
    Ok(if chained { error(left.span) } else { left })
}

fn prefix<'t>(source: Source<'t>, operand: impl Rule<'t, Expr>, place: &mut Place<'t, '_>, op: UnaryOp) -> Expr {
    let start = place.index();
    place.skip();
    let tight = if op == UnaryOp::Not { NOT } else { NEGATION };
    let inner = deep(|| operand_or(source, operand, place, tight));
    expr(ExprKind::Unary(op, Box::new(inner)), source.span_since(place, start))
}

/// An operand behind an operator, or a report.
fn operand_or<'t>(source: Source<'t>, operand: impl Rule<'t, Expr>, place: &mut Place<'t, '_>, least: u8) -> Expr {
    let before = place.save();
    climb(source, operand, place, least).unwrap_or_else(|_| {
        place.rewind(before);
        source.expected(place, What::Operand);
        let start = place.index();
        error(source.span_since(place, start))
    })
}

/// A name or quoted name before `=`, both taken; `:` in its place is reported.
pub(super) fn key(source: Source<'_>) -> impl Rule<'_, Token> {
    rule(move |place| {
        let (Some(first), Some(second)) = (place.peek(), place.look(1)) else { return Err(Misfit::default()) };
        if !starts_key(first.kind) || !matches!(second.kind, T::Eq | T::Colon) {
            return Err(Misfit::default());
        }
        place.skip();
        if second.kind == T::Colon {
            place.report(errors::colon(second.span(source.file)));
        }
        place.skip();
        Ok(first)
    })
}

/// `name = value, …` up to `)`; `(` was taken.
pub(super) fn args(source: Source<'_>) -> impl Rule<'_, Vec<Arg>> {
    list(source, arg(source), T::RParen, starts_value)
}

/// `name = value` or `value`; behind `name =` a block may be the value.
pub(super) fn arg(source: Source<'_>) -> impl Rule<'_, Arg> {
    let block = opens_block().ignore_then(block_alone(source));
    let named = key(source).then(block.or(item_value(source))).map(|(key, value)| (Some(key), value));
    let unnamed = item_value(source).map(|value| (None, value));
    named.or(unnamed).map_with(move |(key, value), extra| {
        let name = key.map(|key| source.name(key));
        Arg { name, value, span: source.span(extra.slice()) }
    })
}

/// `name = value` in a record; a block may be the value.
pub(super) fn field(source: Source<'_>) -> impl Rule<'_, Field> {
    let value = need_value_or_block(source, ends_part);
    rule(move |place| {
        let start = place.index();
        let before = place.save();
        if let Ok(key) = place.parse(key(source)) {
            return Ok(Field { key: field_key(source, key), value: place.parse(&value)? });
        }
        place.rewind(before);
        let key = place.peek().filter(|token| starts_key(token.kind));
        let key = if let Some(token) = key {
            place.skip();
            source.expected(place, What::Token(T::Eq, "and a value"));
            field_key(source, token)
        } else {
            source.expected(place, What::Name("a name, `=` and a value"));
            let key = Key::Name(Name { text: "".into(), span: source.span_since(place, start) });
            if place.kind() == Some(T::Eq) {
                place.skip();
                return Ok(Field { key, value: place.parse(&value)? });
            }
            key
        };
        let start = place.index();
        skip_to(place, ends_part);
        Ok(Field { key, value: error(source.span_since(place, start)) })
    })
}

fn field_key(source: Source<'_>, token: Token) -> Key {
    if token.kind == T::Str { Key::Str(source.string(token)) } else { Key::Name(source.name(token)) }
}

/// An item of a list, or an `if` that holds items.
fn list_item(source: Source<'_>) -> impl Rule<'_, ListItem> {
    let list_if = rule(move |place| {
        if place.kind() != Some(T::If) {
            return Err(Misfit::default());
        }
        let start = place.index();
        place.skip();
        Ok(ListItem::If(deep(|| list_if(source, place, start))?))
    });
    list_if.or(item_value(source).map(ListItem::Expr))
}

/// A value among others; that a loop stands behind it is reported.
fn item_value(source: Source<'_>) -> impl Rule<'_, Expr> {
    let value = need_value(source, ends_part);
    rule(move |place| {
        let start = place.index();
        let value = place.parse(&value)?;
        if place.kind() != Some(T::For) {
            return Ok(value);
        }
        let here = source.here(place);
        place.report(errors::comprehension(here));
        skip_to(place, ends_part);
        Ok(error(source.span_since(place, start)))
    })
}

/// `if c { a, b } else if d { e } else { f }`; `if` was taken.
fn list_if<'t>(source: Source<'t>, place: &mut Place<'t, '_>, start: usize) -> Result<ListIf, Misfit> {
    let nested = rule(move |place| place.parse(list_item(source)));
    let items = token(T::LBrace).ignore_then(list(source, nested, T::RBrace, starts_item));
    let items = braced(source, items, "behind the condition", |_| Vec::new());
    let cond = place.parse(need_head(source))?;
    let then = place.parse(items.clone())?;
    let otherwise = match after_if(source, place) {
        Some(After::If) => {
            let start = place.index() - 1;
            vec![ListItem::If(deep(|| list_if(source, place, start))?)]
        }
        Some(After::Else) => place.parse(items)?,
        None => Vec::new(),
    };
    Ok(ListIf { cond, then, otherwise, span: source.span_since(place, start) })
}

/// What stands in braces behind a head; what stands between is reported and left out.
pub(super) fn braced<'t, O: 't>(
    source: Source<'t>,
    braces: impl Rule<'t, O>,
    behind: &'static str,
    missing: impl Fn(Span) -> O + Clone + 't,
) -> impl Rule<'t, O> {
    let skipped = rule({
        let braces = braces.clone();
        move |place| {
            let start = place.index();
            source.expected(place, What::Block(behind));
            skip_to(place, ends_head);
            let span = source.span_since(place, start);
            if place.kind() == Some(T::LBrace) { place.parse(&braces) } else { Ok(missing(span)) }
        }
    });
    braces.or(skipped)
}

/// The condition of an `if`, the list of a `for`.
pub(super) fn need_head(source: Source<'_>) -> impl Rule<'_, Expr> {
    let record = rule(move |place| {
        if !is_record_in_head(place) {
            return Err(Misfit::default());
        }
        source.expected(place, What::Head);
        place.parse(value(source))
    });
    let head = slot(head(source).or(record), What::Head, ends_head, error, source);
    rule(move |place| {
        let start = place.index();
        let asked = place.parse(&head)?;
        if place.kind() != Some(T::Eq) {
            return Ok(asked);
        }
        let here = source.here(place);
        place.report(errors::habits::operator(here, "=", "=="));
        skip_to(place, ends_head);
        Ok(error(source.span_since(place, start)))
    })
}

/// Whether the braces here are not the block, since a value goes on or another brace follows.
fn is_record_in_head(place: &mut Place<'_, '_>) -> bool {
    if place.kind() != Some(T::LBrace) {
        return false;
    }
    let before = place.save();
    skip_group(place);
    let goes_on = infix(place).is_some() || matches!(place.kind(), Some(T::Dot | T::LBrace));
    let goes_on = goes_on && place.peek().is_some_and(|next| !next.has(Flags::FRESH));
    place.rewind(before);
    goes_on
}

/// What goes on behind the block of an `if`.
pub(super) enum After {
    /// `else if`, or `elif`, which is reported.
    If,
    /// `else`
    Else,
}

/// Takes `else`, `else if` or `elif`.
pub(super) fn after_if(source: Source<'_>, place: &mut Place<'_, '_>) -> Option<After> {
    let token = place.peek()?;
    let word = source.text(token);
    let colon = place.look(1).is_some_and(|next| next.kind == T::Colon);
    if token.kind == T::Else || (word == "else" && colon) {
        place.skip();
        if place.kind() != Some(T::If) {
            return Some(After::Else);
        }
        place.skip();
        return Some(After::If);
    }
    if token.kind == T::Name && matches!(word, "elif" | "elsif" | "elseif") {
        place.report(errors::habits::elif(token.span(source.file), word));
        place.skip();
        return Some(After::If);
    }
    let behind = !token.has(Flags::FIRST) && place.look(1).is_some_and(|next| next.kind == T::LBrace);
    if token.kind == T::Name && behind && did_you_mean(word, ["else"]).is_some() {
        place.report(errors::unknown_statement(token.span(source.file), word, Some("else")));
        place.skip();
        return Some(After::Else);
    }
    None
}

/// Where a head ends: at its block.
pub(super) fn ends_head(token: Token) -> bool {
    token.kind == T::LBrace || ends_part(token)
}
