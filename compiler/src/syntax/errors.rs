//! Reports of the lexer and the parser.
//!
//! In: spans and what stands there. Out: diagnostics of the codes E0101 to E0139.
//! Always holds: one constructor a fault; the message stands alone and speaks of the language, not of tokens.

pub(in crate::syntax) mod habits;
pub(in crate::syntax) mod lexical;

use super::parser::recover::{Fault, FaultKind, Source, What};
use super::token::{Token, TokenKind};
use crate::diag::{Code, Diagnostic};
use crate::source::Span;

/// A bracket that nothing closes.
pub(in crate::syntax) fn unclosed_bracket(at: Span, opener: Span, open: TokenKind, close: TokenKind) -> Diagnostic {
    let (open, close) = (open.spelling().unwrap_or(""), close.spelling().unwrap_or(""));
    Diagnostic::error(Code::E0103, at, format!("`{open}` is not closed"), format!("`{close}` is missing here"))
        .with(opener, "opens here")
        .suggest(format!("close it with `{close}`"), at, close)
}

/// A closing bracket that closes nothing.
pub(in crate::syntax) fn stray_bracket(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(Code::E0104, span, format!("`{text}` closes nothing"), "no bracket of its kind is open here")
        .suggest("take it out", span, "")
}

/// Too many brackets inside of each other, or too many operators in a row.
pub(in crate::syntax) fn too_deep(span: Span, brackets: bool) -> Diagnostic {
    if brackets {
        return Diagnostic::error(Code::E0112, span, "brackets are nested more than 256 deep", "one too many")
            .help("give inner parts a name of their own");
    }
    Diagnostic::error(Code::E0112, span, "more than 500 operators, fields or calls in one value", "one too many")
        .help("give parts of it a name with `let` or `const`")
}

/// What the grammar found.
pub(in crate::syntax) fn fault(source: Source<'_>, tokens: &[Token], fault: Fault) -> Diagnostic {
    let last = tokens.last().map_or(Span::default(), |last| last.span(source.file).after());
    let found = tokens.get(fault.at);
    let span = found.map_or(last, |token| token.span(source.file));
    Diagnostic::error(Code::E0102, span, format!("{:?}", fault.kind), format!("{:?}", found.map(|t| t.kind)))
}
