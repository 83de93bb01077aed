//! Literals: from a token's text to what it says.
//!
//! In: the text of a string or fence token. Out: its pieces, or its text with the common indentation taken off.
//! Always holds: text that can't be understood stands for itself; the lexer reports it once.

use smol_str::SmolStr;

use super::ast;
use super::token::TokenKind;
use crate::source::Span;

/// What is wrong inside of a string.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub struct Fault {
    /// What is wrong.
    pub kind: FaultKind,
    /// The smallest part that is wrong.
    pub span: Span,
}

/// The ways in which a string's inside can be wrong.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum FaultKind {
    /// `\q`
    Escape(char),
    /// `\u{…}` that names no character.
    Unicode,
    /// `${` without `}`.
    OpenInterpolation,
    /// `${}`
    EmptyInterpolation,
    /// `${a + b}`
    Interpolation,
}

/// The pieces of a string token, and what is wrong in it. `text` is the file's.
pub fn string(text: &str, span: Span) -> (ast::StrLit, Vec<Fault>) {
    let token = text.get(span.range()).unwrap_or("");
    let quotes = ["\"\"\"", "'''"].into_iter().find(|quotes| token.starts_with(quotes));
    if let Some(quotes) = quotes {
        let inner = token.get(3..).unwrap_or("");
        let inner = inner.strip_suffix(quotes).unwrap_or(inner);
        return (ast::StrLit { pieces: vec![ast::StrPiece::Text(inner.into())], span }, Vec::new());
    }
    let mut decoder =
        Decoder { token, span, at: 1, text: String::new(), pieces: Vec::new(), faults: Vec::new(), no_brace: false };
    decoder.run();
    (ast::StrLit { pieces: decoder.pieces, span }, decoder.faults)
}

/// The string token as it stands, for one without escapes and interpolations.
pub fn plain_string(text: &str, span: Span) -> ast::StrLit {
    let token = text.get(span.range()).unwrap_or("");
    let inner = token.get(1..).unwrap_or("");
    let quote = token.chars().next().unwrap_or('"');
    let inner = inner.strip_suffix(quote).unwrap_or(inner);
    let pieces = if inner.is_empty() { Vec::new() } else { vec![ast::StrPiece::Text(inner.into())] };
    ast::StrLit { pieces, span }
}

struct Decoder<'t> {
    token: &'t str,
    span: Span,
    at: usize,
    text: String,
    pieces: Vec<ast::StrPiece>,
    faults: Vec<Fault>,
    /// No `}` follows.
    no_brace: bool,
}

impl<'t> Decoder<'t> {
    fn run(&mut self) {
        let quote = self.token.chars().next().unwrap_or('"');
        while let Some(letter) = self.next() {
            match letter {
                '\\' => self.escape(),
                '$' if self.rest().starts_with('{') => self.interpolation(),
                letter if letter == quote => break,
                letter => {
                    self.text.push(letter);
                    self.at += letter.len_utf8();
                }
            }
        }
        self.flush();
    }

    fn rest(&self) -> &'t str {
        self.token.get(self.at + 1..).unwrap_or("")
    }

    fn next(&self) -> Option<char> {
        self.token.get(self.at..).and_then(|rest| rest.chars().next())
    }

    fn flush(&mut self) {
        if !self.text.is_empty() {
            self.pieces.push(ast::StrPiece::Text(SmolStr::new(&self.text)));
            self.text.clear();
        }
    }

    fn part(&self, start: usize, end: usize) -> Span {
        let offset = |at: usize| self.span.start + u32::try_from(at).unwrap_or(0);
        Span::new(self.span.file, offset(start), offset(end))
    }

    fn fault(&mut self, kind: FaultKind, start: usize, end: usize) {
        let span = self.part(start, end);
        self.faults.push(Fault { kind, span });
    }

    fn escape(&mut self) {
        let start = self.at;
        let Some(letter) = self.rest().chars().next() else {
            self.at += 1;
            return;
        };
        let plain = match letter {
            'n' => '\n',
            't' => '\t',
            'r' => '\r',
            '\\' | '"' | '\'' | '$' => letter,
            'u' => return self.unicode(),
            other => {
                self.text.push('\\');
                other
            }
        };
        let known =
            matches!(letter, 'n' | 't' | 'r' | '\\' | '"' | '$') || self.token.starts_with('\'') && letter == '\'';
        self.at = start + 1 + letter.len_utf8();
        self.text.push(plain);
        if !known {
            self.fault(FaultKind::Escape(letter), start, self.at);
        }
    }

    fn unicode(&mut self) {
        let start = self.at;
        let rest = self.rest();
        let digits = rest.strip_prefix("u{").and_then(|rest| rest.split_once('}')).map(|(digits, _)| digits);
        let short = digits.filter(|digits| digits.len() <= 6);
        let named = short.and_then(|digits| u32::from_str_radix(digits, 16).ok()).and_then(char::from_u32);
        let length = short.map_or(2, |digits| "\\u{}".len() + digits.len());
        self.at = start + length;
        match named {
            Some(letter) => self.text.push(letter),
            None => self.fault(FaultKind::Unicode, start, start + length),
        }
    }

    fn interpolation(&mut self) {
        let start = self.at;
        let inner_start = start + 2;
        let rest = if self.no_brace { None } else { self.token.get(inner_start..) };
        let Some(length) = rest.and_then(|rest| rest.find('}')) else {
            self.no_brace = true;
            self.fault(FaultKind::OpenInterpolation, start, inner_start);
            self.text.push_str("${");
            self.at = inner_start;
            return;
        };
        let inner = self.token.get(inner_start..inner_start + length).unwrap_or("");
        self.at = inner_start + length + 1;
        self.flush();
        let value = if let Some(value) = self.path(inner, inner_start) {
            value
        } else {
            let kind = if inner.trim().is_empty() { FaultKind::EmptyInterpolation } else { FaultKind::Interpolation };
            self.fault(kind, start, self.at);
            ast::Expr { kind: ast::ExprKind::Error, span: self.part(start, self.at) }
        };
        self.pieces.push(ast::StrPiece::Interpolation(value));
    }

    /// `name.field.field`
    fn path(&self, inner: &str, from: usize) -> Option<ast::Expr> {
        let mut value: Option<ast::Expr> = None;
        let mut at = from;
        for part in inner.split('.') {
            let word = part.trim();
            let start = at + (part.len() - part.trim_start().len());
            let span = self.part(start, start + word.len());
            at += part.len() + 1;
            if !is_identifier(word) {
                return None;
            }
            value = Some(match value {
                None if TokenKind::of_word(word).is_reserved() => return None,
                None => ast::Expr { kind: ast::ExprKind::Name(word.into()), span },
                Some(base) => {
                    let whole = base.span.to(span);
                    let name = ast::Name { text: word.into(), span };
                    ast::Expr { kind: ast::ExprKind::Field(Box::new(base), name), span: whole }
                }
            });
        }
        value
    }
}

/// `[A-Za-z_][A-Za-z0-9_]*`
pub fn is_identifier(word: &str) -> bool {
    let mut bytes = word.bytes();
    bytes.next().is_some_and(|byte| byte.is_ascii_alphabetic() || byte == b'_')
        && bytes.all(|byte| byte.is_ascii_alphanumeric() || byte == b'_')
}

/// Whether a line begins, at the left edge, like a component or pipeline: text that no other language has there.
pub fn is_declaration(line: &str) -> bool {
    ["component ", "pipeline "].into_iter().any(|keyword| {
        let rest = line.strip_prefix(keyword).unwrap_or("").trim_start();
        let name = rest.find(|letter: char| !letter.is_ascii_alphanumeric() && letter != '_').unwrap_or(0);
        name > 0 && rest.get(name..).is_some_and(|rest| rest.trim_start().starts_with('('))
    })
}

/// The text of a fence token. `text` is the file's.
pub fn fence(text: &str, span: Span) -> ast::Fence {
    let token = text.get(span.range()).unwrap_or("");
    let run = token.bytes().take_while(|byte| *byte == b'`').count();
    let body_start = token.find('\n').map_or(token.len(), |found| found + 1);
    let rest = token.get(body_start..).unwrap_or("");
    let last = rest.rfind('\n').map_or(0, |found| found + 1);
    let closed =
        rest.get(last..).is_some_and(|line| line.trim_start().bytes().filter(|byte| *byte == b'`').count() == run);
    let body = if closed { rest.get(..last).unwrap_or("") } else { rest };
    let offset = |at: usize| span.start + u32::try_from(at).unwrap_or(0);
    let (text, indent) = dedent(body);
    ast::Fence {
        text,
        indent: u32::try_from(indent).unwrap_or(0),
        body: Span::new(span.file, offset(body_start), offset(body_start + body.len())),
        span,
    }
}

/// Takes the common indentation off each line; lines inside of the text's own multi-line strings stay as they are.
fn dedent(body: &str) -> (String, usize) {
    let kept = kept_lines(body);
    let mut common: Option<&str> = None;
    for (line, kept) in body.split_inclusive('\n').zip(&kept) {
        let content = line.trim_start_matches([' ', '\t']);
        if *kept || content.trim().is_empty() {
            continue;
        }
        let blanks = line.get(..line.len() - content.len()).unwrap_or("");
        common = Some(common.map_or(blanks, |common| common_prefix(common, blanks)));
    }
    let common = common.unwrap_or("");
    let mut text = String::with_capacity(body.len());
    for (line, kept) in body.split_inclusive('\n').zip(&kept) {
        let line_end = line.strip_suffix('\n').map(|line| line.strip_suffix('\r').unwrap_or(line));
        let content = line_end.unwrap_or(line);
        let shared = if *kept { "" } else { common_prefix(common, content) };
        text.push_str(content.get(shared.len()..).unwrap_or(""));
        text.push('\n');
    }
    (text, common.len())
}

fn common_prefix<'a>(left: &'a str, right: &str) -> &'a str {
    let length = left.bytes().zip(right.bytes()).take_while(|(left, right)| left == right).count();
    left.get(..length).unwrap_or("")
}

/// For each line, whether it begins inside of a string that an earlier line opened, as Python reads it.
fn kept_lines(body: &str) -> Vec<bool> {
    let mut kept = Vec::new();
    let mut open: Option<&str> = None;
    let mut opened = 0;
    for line in body.split_inclusive('\n') {
        kept.push(open.is_some());
        let before = open.is_some();
        open = string_at_line_end(line, open);
        if open.is_some() && !before {
            opened = kept.len();
        }
    }
    if open.is_some() {
        // It is never closed, so it is no string: the text is of another language.
        for line in kept.iter_mut().skip(opened) {
            *line = false;
        }
    }
    kept
}

/// The quotes of the string that goes on behind the line, if one does.
fn string_at_line_end<'q>(line: &str, open: Option<&'q str>) -> Option<&'q str> {
    let mut open = open;
    let mut rest = line;
    while let Some(letter) = rest.chars().next() {
        match open {
            Some(quotes) if rest.starts_with(quotes) => {
                open = None;
                rest = rest.get(quotes.len()..).unwrap_or("");
                continue;
            }
            Some(quotes) if letter == '\n' && quotes.len() == 1 => return None,
            Some(quotes) if letter == '\\' => {
                let next = rest.get(1..).unwrap_or("");
                if quotes.len() == 1 && matches!(next, "\n" | "\r\n") {
                    return open;
                }
                let skipped = next.chars().next().map_or(0, char::len_utf8);
                rest = next.get(skipped..).unwrap_or("");
                continue;
            }
            Some(_) => {}
            None if letter == '#' => return None,
            None => {
                open = ["\"\"\"", "'''", "\"", "'"].into_iter().find(|quotes| rest.starts_with(quotes));
                if let Some(quotes) = open {
                    rest = rest.get(quotes.len()..).unwrap_or("");
                    continue;
                }
            }
        }
        rest = rest.get(letter.len_utf8()..).unwrap_or("");
    }
    open.filter(|quotes| quotes.len() == 3)
}
