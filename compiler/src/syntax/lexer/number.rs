//! Numbers, with or without a unit.
//!
//! In: text at a digit. Out: an `Int`, `Float` or `Unit` token.
//! Always holds: a malformed number is reported and still a number.

use super::super::errors::lexical as errors;
use super::super::token::TokenKind;
use super::Lexer;

impl Lexer<'_> {
    pub(super) fn number(&mut self) {
        let start = self.at;
        let mut end = self.digits(start);
        let mut kind = TokenKind::Int;
        if self.bytes.get(end) == Some(&b'.') && self.digit_at(end + 1) {
            kind = TokenKind::Float;
            end = self.digits(end + 1);
        }
        if let Some(b'e' | b'E') = self.bytes.get(end) {
            let sign = usize::from(matches!(self.bytes.get(end + 1), Some(b'+' | b'-')));
            if self.digit_at(end + 1 + sign) && !self.unit_after(self.digits(end + 1 + sign)) {
                kind = TokenKind::Float;
                end = self.digits(end + 1 + sign);
            }
        }
        if self.unit_after(end) {
            kind = TokenKind::Unit;
            end = self.word_end(end);
        }
        let kind = self.checked_number(start, end, kind);
        self.push(kind, end);
    }

    /// `.5`, taken as a number.
    pub(super) fn bare_fraction(&mut self) {
        let end = self.digits(self.at + 1);
        let text = self.text.get(self.at..end).unwrap_or("");
        self.report(errors::bare_fraction(self.span(self.at, end), text));
        self.push(TokenKind::Float, end);
    }

    /// Whether a value ends right here, so that a `.` asks for a field of it.
    pub(super) fn behind_value(&self) -> bool {
        let ends = |kind: TokenKind| kind.is_name() || kind.is_closer() || kind == TokenKind::Str;
        self.out.tokens.last().is_some_and(|last| last.end as usize == self.at && ends(last.kind))
    }

    /// The end of the digits and underscores at `from`.
    fn digits(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or(&[]);
        from + rest.iter().position(|byte| !byte.is_ascii_digit() && *byte != b'_').unwrap_or(rest.len())
    }

    fn digit_at(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_digit)
    }

    fn unit_after(&self, at: usize) -> bool {
        self.bytes.get(at).is_some_and(u8::is_ascii_alphabetic)
    }

    /// The end of letters and digits at `from`, with fractions inside: `1h1.5m`.
    fn word_end(&self, from: usize) -> usize {
        let rest = self.bytes.get(from..).unwrap_or(&[]);
        let length = rest.iter().position(|byte| !byte.is_ascii_alphanumeric() && *byte != b'_').unwrap_or(rest.len());
        from + length
    }

    /// Reports a number that is none; its kind is `Error` where nobody knows its value.
    fn checked_number(&mut self, start: usize, end: usize, kind: TokenKind) -> TokenKind {
        let text = self.text.get(start..end).unwrap_or("");
        let bytes = text.as_bytes();
        let leading_zero = bytes.len() > 1 && bytes.first() == Some(&b'0');
        let lead = text.get(..2).unwrap_or("");
        let (fault, kind) = if matches!(lead, "0x" | "0X" | "0b" | "0B" | "0o" | "0O") {
            ("numbers are written in decimal", TokenKind::Error)
        } else if kind == TokenKind::Unit && text.contains('_') {
            ("a number with a unit has no underscores", TokenKind::Error)
        } else if text.ends_with('_') || text.contains("__") || text.contains("_.") || text.contains("_e") {
            ("an underscore stands between two digits", kind)
        } else if leading_zero && bytes.get(1).is_some_and(|byte| byte.is_ascii_digit() || *byte == b'_') {
            ("a number has no zeros in front", kind)
        } else {
            return kind;
        };
        let span = self.span(start, end);
        self.report(errors::number(span, text, fault));
        kind
    }
}
