//! What other languages write and this one does not, and characters that no token is made of.
//!
//! In: text at such a place. Out: a report, and the token that is meant where there is one.
//! Always holds: each is reported once where it stands.

use super::super::errors::{habits, lexical as errors};
use super::super::token::{Flags, TokenKind, Trivia, TriviaKind};
use super::{Lexer, offset};
use crate::source::Span;

/// How many tokens back an open bracket is looked for.
const LINE: usize = 200;

impl Lexer<'_> {
    /// Takes `&&`, `||`, `!`, `=>`, `===`, `;` and their like; whether there was one.
    pub(super) fn foreign_operator(&mut self, byte: u8) -> bool {
        use TokenKind as T;
        let (kind, length, meant) = match (byte, self.byte(1), self.byte(2)) {
            (b'&', Some(b'&'), _) => (Some(T::And), 2, "and"),
            (b'|', Some(b'|'), _) => (Some(T::Or), 2, "or"),
            (b'!', Some(b'='), Some(b'=')) => (Some(T::Ne), 3, "!="),
            (b'!', next, _) if next != Some(b'=') => (Some(T::Not), 1, "not "),
            (b'=', Some(b'='), Some(b'=')) => (Some(T::EqEq), 3, "=="),
            (b'=', Some(b'>'), _) => (Some(T::Arrow), 2, "->"),
            (b':', Some(b'='), _) => (Some(T::Eq), 2, "="),
            (b'*', Some(b'*'), _) => (Some(T::Star), 2, ""),
            (b'%', _, _) => (Some(T::Error), 1, ""),
            (b'+' | b'-' | b'*' | b'/', Some(b'='), next) if next != Some(b'=') => (Some(T::Eq), 2, ""),
            (b';', _, _) if self.in_list() => return self.comma_meant(),
            (b';', _, _) => (None, 1, ""),
            _ => return false,
        };
        let end = self.at + length;
        let span = self.span(self.at, end);
        let text = self.text.get(self.at..end).unwrap_or("");
        if let Some(kind) = kind {
            self.report(habits::operator(span, text, meant));
            if kind == T::Eq {
                self.make_name();
            }
            self.push(kind, end);
        } else {
            self.report(habits::semicolon(span));
            self.at = end;
        }
        true
    }

    /// Whether a `(` or `[` of this line is open.
    fn in_list(&self) -> bool {
        let mut closed = 0_usize;
        for token in self.out.tokens.iter().rev().take(LINE) {
            match token.kind {
                TokenKind::RParen | TokenKind::RBracket => closed += 1,
                TokenKind::LParen | TokenKind::LBracket if closed == 0 => return true,
                TokenKind::LParen | TokenKind::LBracket => closed -= 1,
                _ => {}
            }
            if token.has(Flags::FIRST) {
                break;
            }
        }
        false
    }

    /// `;` in a comma's place.
    fn comma_meant(&mut self) -> bool {
        let end = self.at + 1;
        self.report(habits::semicolon_in_list(self.span(self.at, end)));
        self.push_flagged(TokenKind::Comma, end, Flags::MADE);
        true
    }

    /// `# text`, taken as a comment.
    pub(super) fn hash_comment(&mut self) {
        let end = self.line_end(self.at);
        let span = self.span(self.at, end);
        self.report(habits::hash_comment(span, self.span(self.at, self.at + 1)));
        self.out.trivia.push(Trivia { kind: TriviaKind::Comment, span, first: self.flags_first() });
        self.at = end;
    }

    /// `<<<<<<<` at a line's start: the marker is left out, and the other side with its markers too.
    pub(super) fn merge_marker(&mut self) {
        let rest = self.rest();
        let start = self.at;
        let end = self.line_end(start);
        if !self.at_line_start() {
        } else if rest.starts_with("<<<<<<< ") {
            self.in_conflict = true;
            self.report(errors::merge_conflict(self.span(start, end)));
            self.at = end;
        } else if self.in_conflict && (rest.starts_with("=======") || rest.starts_with("|||||||")) {
            self.in_conflict = false;
            self.at = match rest.find("\n>>>>>>>") {
                Some(found) => self.line_end(start + found + 1),
                None => self.bytes.len(),
            };
        }
    }

    fn at_line_start(&self) -> bool {
        self.at == 0 || self.bytes.get(self.at - 1) == Some(&b'\n')
    }

    /// Whether a letter or digit beyond ASCII stands at `at`.
    pub(super) fn letter_at(&self, at: usize) -> bool {
        self.text.get(at..).and_then(|rest| rest.chars().next()).is_some_and(char::is_alphanumeric)
    }

    /// How long the character at `at` is, if it is one that is not shown.
    pub(super) fn hidden_at(&self, at: usize) -> Option<usize> {
        let character = self.text.get(at..).and_then(|rest| rest.chars().next())?;
        is_hidden(character).then(|| character.len_utf8())
    }

    /// A name with letters beyond ASCII, a blank of another kind, or a character that has no meaning here.
    pub(super) fn beyond_ascii(&mut self) {
        let rest = self.rest();
        let length = rest
            .char_indices()
            .find(|(_, letter)| !letter.is_alphanumeric() && *letter != '_')
            .map_or(rest.len(), |(length, _)| length);
        let end = self.at + length;
        if length > 0 {
            let name = rest.get(..length).unwrap_or("");
            if self.reported.insert(name) {
                self.report(errors::letters(self.span(self.at, end), name));
            }
            return self.push(TokenKind::Name, end);
        }
        let Some(character) = rest.chars().next() else { return };
        let end = self.at + character.len_utf8();
        if is_hidden(character) {
            self.at = end;
        } else if let Some(close) = closing_quote(character) {
            self.curly_quoted(close);
        } else if character.is_whitespace() || character == '\u{feff}' {
            self.report(errors::blank(self.span(self.at, end), character));
            self.at = end;
        } else {
            self.report(errors::character(self.span(self.at, end), character));
            self.push(TokenKind::Error, end);
        }
    }

    fn curly_quoted(&mut self, close: char) {
        let line = self.text.get(self.at..self.line_end(self.at)).unwrap_or("");
        let opening = line.chars().next().map_or(0, char::len_utf8);
        let inner = line.get(opening..).unwrap_or("");
        let (body, length) = match inner.find([close, '"']) {
            Some(found) => {
                let closing = inner.get(found..).and_then(|rest| rest.chars().next()).map_or(0, char::len_utf8);
                (inner.get(..found).unwrap_or(""), opening + found + closing)
            }
            None => ("", opening),
        };
        let end = self.at + length;
        self.report(errors::curly_quotes(self.span(self.at, end), body));
        self.push(TokenKind::Error, end);
    }

    /// Reports characters that an editor does not show: control characters and those that turn the writing direction.
    pub(super) fn report_hidden_characters(&mut self) {
        let suspicious = |byte: &u8| HIDDEN.get(usize::from(*byte)).copied().unwrap_or(false);
        let mut from = 0;
        while let Some(found) = self.bytes.get(from..).and_then(|rest| rest.iter().position(suspicious)) {
            let at = from + found;
            from = at + 1;
            let Some(character) = self.text.get(at..).and_then(|rest| rest.chars().next()) else { continue };
            if is_hidden(character) {
                from = at + character.len_utf8();
                let span = Span::new(self.file, offset(at), offset(from));
                self.report(errors::hidden_character(span, character));
            }
        }
    }
}

/// Bytes that are, or may begin, a character that is not shown.
const HIDDEN: [bool; 256] = {
    let mut table = [false; 256];
    let mut byte = 0;
    while byte < 0x20 {
        table[byte] = byte != 0x09 && byte != 0x0a && byte != 0x0d;
        byte += 1;
    }
    table[0x7f] = true;
    table[0xe2] = true;
    table
};

/// Whether an editor does not show the character.
pub(in crate::syntax) fn is_hidden(character: char) -> bool {
    let control = character.is_ascii_control() && !matches!(character, '\t' | '\n' | '\r');
    control || matches!(character, '\u{202a}'..='\u{202e}' | '\u{2066}'..='\u{2069}')
}

fn closing_quote(character: char) -> Option<char> {
    match character {
        '\u{201c}' | '\u{201d}' | '\u{201e}' => Some('\u{201d}'),
        '\u{2018}' | '\u{2019}' => Some('\u{2019}'),
        _ => None,
    }
}
