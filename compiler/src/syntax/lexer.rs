//! The lexer: text to tokens.
//!
//! In: one file's text. Out: its tokens, its trivia (comments, blank lines) and what is wrong inside of tokens.
//! Always holds: it never fails; text that is no token becomes an `Error` token and is reported once; a token that is
//! reported but can be understood (a `'text'`, an `&&`) has the kind of what is meant.

mod foreign;
pub(in crate::syntax) use foreign::is_hidden;
mod number;
mod quoted;

use rustc_hash::FxHashSet;

use super::errors::lexical as errors;
use super::token::{Flags, Token, TokenKind, Trivia, TriviaKind};
use crate::diag::Diagnostic;
use crate::source::{FileId, Span};

/// What a file consists of.
#[derive(Debug, Clone, Default)]
pub struct Lexed {
    /// Its words.
    pub tokens: Vec<Token>,
    /// Comments and blank lines.
    pub trivia: Vec<Trivia>,
    /// What is wrong inside of tokens.
    pub diagnostics: Vec<Diagnostic>,
}

/// Cuts `text` into tokens.
pub fn lex(file: FileId, text: &str) -> Lexed {
    let mut lexer = Lexer::new(file, text);
    lexer.run();
    lexer.out
}

struct Lexer<'t> {
    file: FileId,
    text: &'t str,
    bytes: &'t [u8],
    at: usize,
    /// Flags of the next token.
    flags: Flags,
    out: Lexed,
    /// Names with letters beyond ASCII that were reported.
    reported: FxHashSet<&'t str>,
    /// Between `<<<<<<<` and `=======`.
    in_conflict: bool,
    /// Whether the end of a fence with too few backticks was looked for in vain.
    fence_missed: bool,
}

impl<'t> Lexer<'t> {
    fn new(file: FileId, text: &'t str) -> Self {
        let out = Lexed { tokens: Vec::with_capacity(text.len() / 4), ..Lexed::default() };
        let at = if text.starts_with('\u{feff}') { '\u{feff}'.len_utf8() } else { 0 };
        let reported = FxHashSet::default();
        let bytes = text.as_bytes();
        let (in_conflict, fence_missed) = (false, false);
        Self { file, text, bytes, at, flags: Flags::FIRST, out, reported, in_conflict, fence_missed }
    }

    fn run(&mut self) {
        self.report_hidden_characters();
        self.merge_marker();
        while let Some(byte) = self.byte(0) {
            match byte {
                b'\n' => self.newline(),
                b' ' | 0..=0x1f | 0x7f => self.at += 1,
                b'a'..=b'z' | b'A'..=b'Z' | b'_' => self.word(),
                b'0'..=b'9' => self.number(),
                b'"' => self.double_quoted(),
                b'\'' => self.single_quoted(),
                b'`' => self.backticks(),
                b'/' if self.byte(1) == Some(b'/') => self.comment(),
                b'#' => self.hash_comment(),
                0x80.. => self.beyond_ascii(),
                _ => self.punctuation(byte),
            }
        }
    }

    fn byte(&self, ahead: usize) -> Option<u8> {
        self.bytes.get(self.at + ahead).copied()
    }

    fn rest(&self) -> &'t str {
        self.text.get(self.at..).unwrap_or("")
    }

    fn span(&self, start: usize, end: usize) -> Span {
        Span::new(self.file, offset(start), offset(end))
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.out.diagnostics.push(diagnostic);
    }

    /// Takes the text up to `end` as one token.
    fn push(&mut self, kind: TokenKind, end: usize) {
        self.push_flagged(kind, end, Flags::default());
    }

    fn push_flagged(&mut self, kind: TokenKind, end: usize, flags: Flags) {
        let flags = self.flags.with(flags);
        self.out.tokens.push(Token { kind, flags, start: offset(self.at), end: offset(end) });
        self.flags = Flags::default();
        self.at = end;
    }

    /// The end of the line that `from` lies on, its line break left out.
    fn line_end(&self, from: usize) -> usize {
        let end = self.bytes.get(from..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n'));
        let end = end.map_or(self.bytes.len(), |end| from + end);
        if end > from && self.bytes.get(end - 1) == Some(&b'\r') { end - 1 } else { end }
    }

    fn newline(&mut self) {
        self.at += 1;
        self.flags = self.flags.with(Flags::FIRST);
        let start = self.at;
        let mut blank = 0;
        let mut end = self.at;
        while let Some(byte @ (b' ' | b'\t' | b'\r' | b'\n')) = self.byte(0) {
            self.at += 1;
            if byte == b'\n' {
                blank += 1;
                end = self.at;
            }
        }
        if blank > 0 {
            let span = self.span(start, end);
            self.out.trivia.push(Trivia { kind: TriviaKind::BlankLines, span, first: true });
        }
        if self.bytes.get(self.at).is_some_and(|byte| matches!(byte, b'<' | b'=' | b'|')) {
            self.merge_marker();
        }
    }

    fn word(&mut self) {
        let rest = self.bytes.get(self.at..).unwrap_or(&[]);
        let length = rest.iter().position(|byte| !is_word(*byte)).unwrap_or(rest.len());
        let mut end = self.at + length;
        match self.bytes.get(end) {
            Some(b'"' | b'\'') if length <= 2 => return self.prefixed_text(end),
            Some(0x80..) if self.letter_at(end) => return self.beyond_ascii(),
            _ => {}
        }
        let plain = end;
        while let Some(hidden) = self.hidden_at(end)
            && self.bytes.get(end + hidden).is_some_and(|byte| is_word(*byte))
        {
            end += hidden;
            let rest = self.bytes.get(end..).unwrap_or(&[]);
            end += rest.iter().position(|byte| !is_word(*byte)).unwrap_or(rest.len());
        }
        let word = self.text.get(self.at..end).unwrap_or("");
        let mut kind =
            if end == plain { TokenKind::of_word(word) } else { TokenKind::of_word(&word.replace(is_hidden, "")) };
        let after_dot = || self.out.tokens.last().is_some_and(|last| last.kind == TokenKind::Dot);
        if kind.is_reserved() && !self.flags_first() && after_dot() {
            kind = TokenKind::Name;
        }
        self.push(kind, end);
    }

    fn flags_first(&self) -> bool {
        self.flags.0 & Flags::FIRST.0 != 0
    }

    /// Before `=` and `:` every word is a name.
    fn make_name(&mut self) {
        if let Some(last) = self.out.tokens.last_mut()
            && last.kind.is_reserved()
        {
            last.kind = TokenKind::Name;
        }
    }

    fn comment(&mut self) {
        let end = self.line_end(self.at);
        let text = self.text.get(self.at..end).unwrap_or("");
        let first = self.flags_first();
        let kind = if text.starts_with("///") && !text.starts_with("////") {
            TriviaKind::Doc
        } else if text.starts_with("//!") {
            TriviaKind::FileDoc
        } else {
            TriviaKind::Comment
        };
        let span = self.span(self.at, end);
        if kind == TriviaKind::Doc && first {
            self.flags = self.flags.with(Flags::DOC);
        }
        if kind == TriviaKind::FileDoc && !self.out.tokens.is_empty() {
            self.report(errors::file_doc_below(span));
        }
        self.out.trivia.push(Trivia { kind, span, first });
        self.at = end;
    }

    fn punctuation(&mut self, byte: u8) {
        use TokenKind as T;
        let next = self.byte(1);
        if self.foreign_operator(byte) {
            return;
        }
        let (kind, length) = match (byte, next) {
            (b'(', _) => (T::LParen, 1),
            (b')', _) => (T::RParen, 1),
            (b'[', _) => (T::LBracket, 1),
            (b']', _) => (T::RBracket, 1),
            (b'{', _) => (T::LBrace, 1),
            (b'}', _) => (T::RBrace, 1),
            (b'@', Some(b'!')) => (T::AtBang, 2),
            (b'@', _) => (T::At, 1),
            (b'.', Some(b'0'..=b'9')) if !self.behind_value() => return self.bare_fraction(),
            (b'.', _) => (T::Dot, 1),
            (b',', _) => (T::Comma, 1),
            (b':', _) => (T::Colon, 1),
            (b'=', Some(b'=')) => (T::EqEq, 2),
            (b'=', _) => (T::Eq, 1),
            (b'!', Some(b'=')) => (T::Ne, 2),
            (b'<', Some(b'=')) => (T::Le, 2),
            (b'<', _) => (T::Lt, 1),
            (b'>', _) => (T::Gt, 1),
            (b'+', _) => (T::Plus, 1),
            (b'-', Some(b'>')) => (T::Arrow, 2),
            (b'-', _) => (T::Minus, 1),
            (b'*', _) => (T::Star, 1),
            (b'/', _) => (T::Slash, 1),
            (b'|', _) => (T::Pipe, 1),
            (b'?', _) => (T::Question, 1),
            _ => {
                let span = self.span(self.at, self.at + 1);
                self.report(errors::character(span, char::from(byte)));
                (T::Error, 1)
            }
        };
        if matches!(kind, T::Eq | T::Colon) {
            self.make_name();
        }
        self.push(kind, self.at + length);
    }
}

fn is_word(byte: u8) -> bool {
    byte.is_ascii_alphanumeric() || byte == b'_'
}

/// Offsets are 32 bits wide; longer files are refused before they come here.
fn offset(at: usize) -> u32 {
    u32::try_from(at).unwrap_or(u32::MAX)
}
