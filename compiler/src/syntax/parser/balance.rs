//! Makes brackets match.
//!
//! In: the tokens of a declaration whose brackets don't. Out: the same with brackets put in and left out, and a report
//! for each.
//! Always holds: the tokens that come out are balanced. Which bracket is the wrong one is told by the layout: a line that
//! stands no deeper than the one that opened a bracket is outside of it.

use super::super::errors;
use super::super::token::{Flags, Token, TokenKind as T};
use super::recover::Source;
use crate::diag::Diagnostic;

/// Balanced tokens, and what was wrong with the brackets.
pub(super) fn balance(source: Source<'_>, tokens: &[Token]) -> (Vec<Token>, Vec<Diagnostic>) {
    let mut balancer = Balancer {
        source,
        out: Vec::with_capacity(tokens.len() + 4),
        open: Vec::new(),
        missing: [T::LParen, T::LBracket, T::LBrace].map(|opener| missing(tokens, opener)),
        column: 0,
        diagnostics: Vec::new(),
    };
    for token in tokens {
        balancer.take(*token);
    }
    while !balancer.open.is_empty() {
        balancer.close();
    }
    (balancer.out, balancer.diagnostics)
}

/// How many brackets of a kind are opened more often than closed.
fn missing(tokens: &[Token], opener: T) -> isize {
    tokens.iter().fold(0, |missing, token| {
        missing + isize::from(token.kind == opener) - isize::from(Some(token.kind) == opener.closer())
    })
}

struct Balancer<'t> {
    source: Source<'t>,
    out: Vec<Token>,
    /// The open brackets, each with the column of the line that it stands on.
    open: Vec<(Token, usize)>,
    /// How many closing brackets of each kind are missing; negative if there are too many.
    missing: [isize; 3],
    /// The column of the current line's first token.
    column: usize,
    diagnostics: Vec<Diagnostic>,
}

impl Balancer<'_> {
    fn take(&mut self, token: Token) {
        let first = token.has(Flags::FIRST);
        if first {
            self.column = self.source.column(token);
            while self.is_outside(token) {
                self.close();
            }
        }
        if token.kind.is_opener() {
            self.push(token);
            self.open.push((token, self.column));
        } else if token.kind.is_closer() {
            self.closer(token, first);
        } else {
            self.push(token);
        }
    }

    fn push(&mut self, token: Token) {
        let statement = self.open.last().is_none_or(|(opener, _)| opener.kind == T::LBrace);
        let fresh = statement && token.has(Flags::FIRST);
        let flags = if fresh { token.flags.with(Flags::FRESH) } else { token.flags.without(Flags::FRESH) };
        self.out.push(Token { flags, ..token });
    }

    fn missing(&mut self, opener: T) -> &mut isize {
        let [paren, bracket, brace] = &mut self.missing;
        match opener {
            T::LParen => paren,
            T::LBracket => bracket,
            _ => brace,
        }
    }

    /// Whether a line that begins with `token` stands outside of the innermost bracket, which lacks its closing one.
    fn is_outside(&mut self, token: Token) -> bool {
        let Some((opener, column)) = self.open.last().copied() else { return false };
        if *self.missing(opener.kind) <= 0 {
            return false;
        }
        let closes = Some(token.kind) == opener.kind.closer();
        if opener.kind == T::LBrace {
            let outer = self.open.iter().rev().skip(1).any(|(outer, at)| outer.kind == T::LBrace && *at == self.column);
            return if closes { self.column < column && outer } else { self.column <= column };
        }
        let statement = matches!(token.kind, T::Let | T::Return | T::Try | T::At | T::AtBang);
        let goes_on = closes || matches!(token.kind, T::Dot | T::Comma | T::Plus | T::And | T::Or | T::In);
        statement || (self.column <= column && !goes_on)
    }

    fn closer(&mut self, token: Token, first: bool) {
        let wrong = |open: &[(Token, usize)]| {
            let matching = open.iter().rposition(|(opener, _)| opener.kind.closer() == Some(token.kind));
            matching.map(|matching| open.len() - matching - 1)
        };
        let Some(above) = wrong(&self.open) else { return self.stray(token) };
        let top = self.open.last().copied().map_or((T::LBrace, 0), |(opener, column)| (opener.kind, column));
        if above == 0 && first && top.1 != self.column && *self.missing(top.0) < 0 {
            return self.stray(token);
        }
        for _ in 0..above {
            self.close();
        }
        self.open.pop();
        self.push(token);
    }

    fn stray(&mut self, token: Token) {
        let span = token.span(self.source.file);
        self.diagnostics.push(errors::stray_bracket(span, self.source.text(token)));
        let opener = [T::LParen, T::LBracket, T::LBrace].into_iter().find(|open| open.closer() == Some(token.kind));
        *self.missing(opener.unwrap_or(T::LBrace)) += 1;
    }

    /// Closes the innermost bracket here.
    fn close(&mut self) {
        let Some((opener, _)) = self.open.pop() else { return };
        let Some(kind) = opener.kind.closer() else { return };
        *self.missing(opener.kind) -= 1;
        let at = self.out.last().map_or(opener.end, |last| last.end);
        let made = Token { kind, flags: Flags::MADE, start: at, end: at };
        let file = self.source.file;
        self.diagnostics.push(errors::unclosed_bracket(made.span(file), opener.span(file), opener.kind, kind));
        self.out.push(made);
    }
}
