//! Makes brackets match.
//!
//! In: the tokens of a declaration whose brackets don't. Out: the same with brackets put in and left out, and for each a
//! report with the tokens whose faults may follow from it.
//! Always holds: the tokens that come out are balanced. Which bracket is the wrong one is told by the layout: a line that
//! stands no deeper than the one that opened a bracket is outside of it.

use std::ops::Range;

use super::super::errors;
use super::super::token::{Flags, Token, TokenKind as T};
use super::recover::{Source, ends_statement};
use crate::diag::Diagnostic;

/// What was wrong with a bracket.
pub(super) struct BracketFault {
    /// The report.
    pub(super) diagnostic: Diagnostic,
    /// The balanced tokens whose faults may follow from it.
    pub(super) region: Range<usize>,
    /// Whether it closes nothing: then an opening one may be missing.
    pub(super) stray: bool,
}

/// Balanced tokens, and what was wrong with the brackets.
pub(super) fn balance(source: Source<'_>, tokens: &[Token]) -> (Vec<Token>, Vec<BracketFault>) {
    let mut balancer = Balancer {
        source,
        out: Vec::with_capacity(tokens.len() + 4),
        open: Vec::new(),
        missing: missing(tokens),
        column: 0,
        faults: Vec::new(),
    };
    for token in tokens {
        balancer.take(*token);
    }
    while !balancer.open.is_empty() {
        balancer.close();
    }
    let Balancer { out, mut faults, .. } = balancer;
    for fault in faults.iter_mut().filter(|fault| fault.stray) {
        let rest = out.get(fault.region.end..).unwrap_or(&[]);
        fault.region.end += rest.iter().position(|token| ends_statement(*token)).unwrap_or(rest.len() + 1);
    }
    (out, faults)
}

fn missing(tokens: &[Token]) -> Missing {
    let mut missing = Missing { parens: 0, brackets: 0, braces: 0 };
    for token in tokens.iter().filter(|token| token.kind.is_opener() || token.kind.is_closer()) {
        *missing.of(token.kind) += if token.kind.is_opener() { 1 } else { -1 };
    }
    missing
}

/// How many closing brackets of each kind are missing; negative if there are too many.
struct Missing {
    parens: isize,
    brackets: isize,
    braces: isize,
}

impl Missing {
    fn of(&mut self, bracket: T) -> &mut isize {
        match bracket {
            T::LParen | T::RParen => &mut self.parens,
            T::LBracket | T::RBracket => &mut self.brackets,
            _ => &mut self.braces,
        }
    }
}

/// An open bracket.
#[derive(Clone, Copy)]
struct Open {
    token: Token,
    /// Its place among the balanced tokens.
    index: usize,
    /// The column of the line that it stands on.
    column: usize,
    /// Whether an `if` in it waits for its block.
    condition: bool,
}

struct Balancer<'t> {
    source: Source<'t>,
    out: Vec<Token>,
    open: Vec<Open>,
    missing: Missing,
    /// The column of the current line's first token.
    column: usize,
    faults: Vec<BracketFault>,
}

impl Balancer<'_> {
    fn take(&mut self, token: Token) {
        if token.has(Flags::FIRST) {
            self.column = self.source.column(token);
        }
        while self.is_outside(token) {
            self.close();
        }
        if token.kind.is_opener() {
            if let Some(outer) = self.open.last_mut() {
                outer.condition = false;
            }
            let index = self.out.len();
            self.push(token);
            self.open.push(Open { token, index, column: self.column, condition: false });
        } else if token.kind.is_closer() {
            self.closer(token);
        } else {
            if let Some(open) = self.open.last_mut() {
                open.condition = matches!(token.kind, T::If | T::Else) || (open.condition && token.kind != T::Comma);
            }
            self.push(token);
        }
    }

    fn push(&mut self, token: Token) {
        let statement = self.open.last().is_none_or(|open| open.token.kind == T::LBrace);
        let fresh = statement && token.has(Flags::FIRST);
        let flags = if fresh { token.flags.with(Flags::FRESH) } else { token.flags.without(Flags::FRESH) };
        self.out.push(Token { flags, ..token });
    }

    /// Whether `token` stands outside of the innermost bracket, which lacks its closing one.
    fn is_outside(&mut self, token: Token) -> bool {
        let Some(open) = self.open.last().copied() else { return false };
        if *self.missing.of(open.token.kind) <= 0 {
            return false;
        }
        let before = self.out.last().map_or(T::Error, |before| before.kind);
        if open.token.kind == T::LBrace {
            self.is_outside_of_block(open, token, before)
        } else {
            self.is_outside_of_list(open, token, before)
        }
    }

    fn is_outside_of_block(&self, open: Open, token: Token, before: T) -> bool {
        if matches!(token.kind, T::Else | T::Finally) && before != T::RBrace {
            return true;
        }
        if !token.has(Flags::FIRST) {
            return false;
        }
        if token.kind != T::RBrace {
            return self.column <= open.column;
        }
        let outer =
            self.open.iter().rev().skip(1).any(|outer| outer.token.kind == T::LBrace && outer.column == self.column);
        self.column < open.column && outer
    }

    fn is_outside_of_list(&self, open: Open, token: Token, before: T) -> bool {
        let closes = Some(token.kind) == open.token.kind.closer();
        let body = matches!(before, T::Arrow) || before.is_closer() || before.is_name();
        match token.kind {
            T::Arrow => true,
            T::Python | T::Container if body => !token.has(Flags::FIRST) || self.column > 0,
            T::LBrace if !open.condition => {
                before.is_name() || before.is_closer() || before == T::Int || before == T::Str
            }
            T::Let | T::Return | T::Try | T::At | T::AtBang => token.has(Flags::FIRST),
            T::Dot | T::Comma | T::Plus | T::And | T::Or | T::In => false,
            _ => token.has(Flags::FIRST) && self.column <= open.column && !closes,
        }
    }

    fn closer(&mut self, token: Token) {
        let matching = self.open.iter().rposition(|open| open.token.kind.closer() == Some(token.kind));
        let Some(matching) = matching else { return self.stray(token) };
        let surplus = self.open.get(matching).is_some_and(|open| *self.missing.of(open.token.kind) < 0);
        if let Some(top) = self.open.last().copied().filter(|_| surplus) {
            let misplaced = token.has(Flags::FIRST) && top.column != self.column;
            let crosses = matching + 1 < self.open.len() && *self.missing.of(top.token.kind) <= 0;
            if crosses || (matching + 1 == self.open.len() && misplaced) {
                return self.stray(token);
            }
        }
        while self.open.len() > matching + 1 {
            self.close();
        }
        self.push(token);
        self.open.pop();
    }

    fn stray(&mut self, token: Token) {
        if self.mistaken(token) {
            return;
        }
        let span = token.span(self.source.file);
        let diagnostic = errors::stray_bracket(span, self.source.text(token));
        // What it closes begins with the statement, or the line above that stands no deeper.
        let first = token.has(Flags::FIRST);
        let starts = |before: &Token| ends_statement(*before) && (!first || self.source.column(*before) <= self.column);
        let start = self.out.iter().rposition(starts).unwrap_or(0);
        self.faults.push(BracketFault { diagnostic, region: start..self.out.len(), stray: true });
        *self.missing.of(token.kind) += 1;
    }

    /// Takes a closing bracket for the one that is missing here; whether one is.
    fn mistaken(&mut self, token: Token) -> bool {
        let Some(open) = self.open.last().copied() else { return false };
        let Some(kind) = open.token.kind.closer() else { return false };
        if *self.missing.of(kind) <= 0 || *self.missing.of(token.kind) >= 0 {
            return false;
        }
        *self.missing.of(kind) -= 1;
        *self.missing.of(token.kind) += 1;
        let file = self.source.file;
        let text = self.source.text(token);
        let diagnostic = errors::other_bracket(token.span(file), text, open.token.span(file), kind);
        let index = self.out.len();
        self.faults.push(BracketFault { diagnostic, region: index..index + 1, stray: false });
        self.push(Token { kind, ..token });
        self.open.pop();
        true
    }

    /// Closes the innermost bracket here.
    fn close(&mut self) {
        let Some(open) = self.open.pop() else { return };
        let Some(kind) = open.token.kind.closer() else { return };
        *self.missing.of(open.token.kind) -= 1;
        let at = self.out.last().map_or(open.token.end, |last| last.end);
        let made = Token { kind, flags: Flags::MADE, start: at, end: at };
        let file = self.source.file;
        let diagnostic = errors::unclosed_bracket(made.span(file), open.token.span(file), open.token.kind, kind);
        let index = self.out.len();
        let inside = self.out.get(open.index + 1..).unwrap_or(&[]);
        let lines = kind == T::RBrace && inside.iter().any(|token| token.has(Flags::FRESH));
        let start = if lines { index } else { open.index };
        self.faults.push(BracketFault { diagnostic, region: start..index + 2, stray: false });
        self.out.push(made);
    }
}
