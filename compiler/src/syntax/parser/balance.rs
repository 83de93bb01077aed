//! Makes brackets match.
//!
//! In: the tokens of a declaration whose brackets don't. Out: the same with brackets put in and left out, and a report
//! for each.
//! Always holds: the tokens that come out are balanced.

use super::super::errors;
use super::super::token::{Flags, Token, TokenKind};
use super::recover::Source;
use crate::diag::Diagnostic;

/// Balanced tokens, and what was wrong with the brackets.
pub(super) fn balance(source: Source<'_>, tokens: &[Token]) -> (Vec<Token>, Vec<Diagnostic>) {
    let mut out: Vec<Token> = Vec::with_capacity(tokens.len() + 4);
    let mut open: Vec<Token> = Vec::new();
    let mut diagnostics = Vec::new();
    for token in tokens {
        if token.kind.is_opener() {
            open.push(*token);
        } else if token.kind.is_closer() {
            let matching = open.iter().rposition(|opener| opener.kind.closer() == Some(token.kind));
            let Some(matching) = matching else {
                diagnostics.push(errors::stray_bracket(token.span(source.file), source.text(*token)));
                continue;
            };
            while open.len() > matching + 1 {
                close(source, &mut open, &mut out, &mut diagnostics);
            }
            open.pop();
        }
        out.push(*token);
    }
    while !open.is_empty() {
        close(source, &mut open, &mut out, &mut diagnostics);
    }
    (out, diagnostics)
}

/// Closes the innermost bracket here.
fn close(source: Source<'_>, open: &mut Vec<Token>, out: &mut Vec<Token>, diagnostics: &mut Vec<Diagnostic>) {
    let Some(opener) = open.pop() else { return };
    let Some(kind) = opener.kind.closer() else { return };
    let at = out.last().map_or(opener.end, |last| last.end);
    let made = Token { kind, flags: Flags::MADE, start: at, end: at };
    diagnostics.push(errors::unclosed_bracket(made.span(source.file), opener.span(source.file), opener.kind, kind));
    out.push(made);
}

/// Whether the token was put in.
pub(super) fn is_made(token: Token) -> bool {
    token.has(Flags::MADE) || token.kind == TokenKind::Error
}
