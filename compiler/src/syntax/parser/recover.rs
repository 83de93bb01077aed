//! The ground that the grammar stands on: single tokens, lists, and how to go on behind a fault.
//!
//! In: a declaration's tokens, brackets balanced. Out: parsers that the grammar is put together from.
//! Always holds: a parser fails at its first token or not at all; behind that it reports and goes on, so that no
//! alternative is tried twice and one fault is reported once.

use chumsky::error::EmptyErr;
use chumsky::input::InputRef;
use chumsky::inspector::SimpleState;
use chumsky::prelude::*;
use rustc_hash::FxHashSet;

use super::super::ast;
use super::super::errors;
use super::super::lexer::is_hidden;
use super::super::literal;
use super::super::token::{Flags, Token, TokenKind, Trivia, TriviaKind};
use crate::diag::Diagnostic;
use crate::source::{FileId, Span};

/// The parser's input: a declaration's tokens.
pub(in crate::syntax) type Tokens<'t> = &'t [Token];
/// What the rules carry along: failures say nothing, since a rule fails only where another may fit, and reports are kept
/// beside, which is what makes trying an alternative cheap.
pub(in crate::syntax) type Extra = extra::Full<EmptyErr, SimpleState<Reports>, ()>;
/// A rule does not fit at its first token.
pub(in crate::syntax) type Misfit = EmptyErr;
/// A part of the grammar that makes a `T`.
pub(in crate::syntax) trait Rule<'t, T>: Parser<'t, Tokens<'t>, T, Extra> + Clone + 't {}

impl<'t, T, P: Parser<'t, Tokens<'t>, T, Extra> + Clone + 't> Rule<'t, T> for P {}

/// A rule that a function spells out.
pub(in crate::syntax) fn rule<'t, T: 't>(
    parse: impl Fn(&mut Place<'t, '_>) -> Result<T, Misfit> + Clone + 't,
) -> impl Rule<'t, T> {
    custom(parse)
}
/// The place in the tokens that a rule has come to.
pub(in crate::syntax) type Place<'t, 'p> = InputRef<'t, 'p, Tokens<'t>, Extra>;

/// What is asked for at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) enum What {
    /// A value.
    Value,
    /// A value, behind this operator.
    Operand,
    /// A condition or a list, before a block.
    Head,
    /// A type.
    Type,
    /// A name; of what.
    Name(&'static str),
    /// A statement.
    Statement,

    /// `{`, behind this.
    Block(&'static str),
    /// This token; and what it is for.
    Token(TokenKind, &'static str),
    /// `,` or this bracket.
    Next(TokenKind),
    /// How a component does its work.
    Implementation,
    /// A fence or the path of a file.
    PythonSource,
    /// The right of `use`.
    Source,
    /// The end of the declaration.
    End,
}

/// The token that a report is about, or the gap before it.
type Key = (usize, bool);

/// What rules have reported; nothing twice at one place.
#[derive(Debug, Default)]
pub(in crate::syntax) struct Reports {
    seen: FxHashSet<Key>,
    /// The reports in the order in which they were made.
    pub(in crate::syntax) list: Vec<Report>,
    /// How often something was left out of which nobody knows what it would have said.
    lost: usize,
}

/// One report of a rule.
#[derive(Debug)]
pub(in crate::syntax) struct Report {
    /// The token that it is about, or the one before the gap.
    pub(in crate::syntax) index: usize,
    /// Whether it says that an opening bracket is missing.
    pub(in crate::syntax) opener: bool,
    /// What it says.
    pub(in crate::syntax) diagnostic: Diagnostic,
}

/// What a rule asks of the place it has come to.
pub(in crate::syntax) trait Look<'t> {
    /// The index of the next token.
    fn index(&self) -> usize;
    /// The token that is `ahead` behind the next.
    fn look(&mut self, ahead: usize) -> Option<&'t Token>;
    /// The token before the next.
    fn before(&mut self) -> Option<&'t Token>;
    /// The next token's kind.
    fn kind(&mut self) -> Option<TokenKind>;
    /// Reports what is wrong with the next token.
    fn report(&mut self, diagnostic: Diagnostic);
    /// Reports what is wrong from the token at `start` on.
    fn report_at(&mut self, start: usize, diagnostic: Diagnostic);
    /// Notes that something was left out of which nobody knows what it would have said.
    fn lose(&mut self);
    /// How often that was so up to here.
    fn lost(&mut self) -> usize;
    /// Reports something once, and not where it follows from what the lexer or the brackets said.
    fn report_once(&mut self, key: Key, opener: bool, diagnostic: Diagnostic);
}

impl<'t> Look<'t> for Place<'t, '_> {
    fn index(&self) -> usize {
        *self.cursor().inner()
    }

    fn look(&mut self, ahead: usize) -> Option<&'t Token> {
        let index = self.index();
        self.full_slice().get(index + ahead)
    }

    fn before(&mut self) -> Option<&'t Token> {
        let index = self.index();
        self.full_slice().get(index.checked_sub(1)?)
    }

    fn kind(&mut self) -> Option<TokenKind> {
        self.peek_ref().map(|token| token.kind)
    }

    fn report(&mut self, diagnostic: Diagnostic) {
        self.report_at(self.index(), diagnostic);
    }

    fn report_at(&mut self, start: usize, diagnostic: Diagnostic) {
        self.report_once((start, false), false, diagnostic);
    }

    fn lose(&mut self) {
        self.state().lost += 1;
    }

    fn lost(&mut self) -> usize {
        self.state().lost
    }

    fn report_once(&mut self, key: Key, opener: bool, diagnostic: Diagnostic) {
        let known = |token: &Token| token.has(Flags::MADE) || token.kind == TokenKind::Error;
        let follows = self.full_slice().get(key.0).is_some_and(known);
        if !follows && self.state().seen.insert(key) {
            let index = key.0 - usize::from(key.1);
            self.state().list.push(Report { index, opener, diagnostic });
        }
    }
}

/// What nodes are made from: the file and its text.
#[derive(Debug, Clone, Copy)]
pub(in crate::syntax) struct Source<'t> {
    /// The file.
    pub(in crate::syntax) file: FileId,
    /// Its text.
    pub(in crate::syntax) text: &'t str,
    /// Its comments.
    pub(in crate::syntax) trivia: &'t [Trivia],
}

impl<'t> Source<'t> {
    /// The text of a token.
    pub(in crate::syntax) fn text(self, token: Token) -> &'t str {
        self.text.get(token.start as usize..token.end as usize).unwrap_or("")
    }

    /// The word that a token is, without characters in it that are not shown.
    pub(in crate::syntax) fn word(self, token: Token) -> smol_str::SmolStr {
        let text = self.text(token);
        if text.bytes().all(|byte| byte.is_ascii_graphic()) {
            return text.into();
        }
        text.chars().filter(|letter| !is_hidden(*letter)).collect()
    }

    /// The text under a span.
    pub(in crate::syntax) fn under(self, span: Span) -> &'t str {
        self.text.get(span.range()).unwrap_or("")
    }

    /// From the first to the last token of a non-empty part.
    pub(in crate::syntax) fn span(self, tokens: Tokens<'_>) -> Span {
        let start = tokens.first().map_or(0, |token| token.start);
        let end = tokens.last().map_or(start, |token| token.end);
        Span::new(self.file, start, end.max(start))
    }

    /// From the token at `start` to the one before `place`; an empty place where there is none.
    pub(in crate::syntax) fn span_since(self, place: &mut Place<'_, '_>, start: usize) -> Span {
        let index = place.index();
        let tokens = place.full_slice();
        if start < index {
            return self.span(tokens.get(start..index).unwrap_or(&[]));
        }
        let before = index.checked_sub(1).and_then(|before| tokens.get(before));
        let at = before.map(|token| token.end).or(tokens.get(index).map(|token| token.start));
        Span::new(self.file, at.unwrap_or(0), at.unwrap_or(0))
    }

    /// The doc comment above a token.
    pub(in crate::syntax) fn doc(self, token: Token) -> Option<ast::Doc> {
        if !token.has(Flags::DOC) {
            return None;
        }
        let end = self.trivia.partition_point(|trivia| trivia.span.end <= token.start);
        let above = self.trivia.get(..end).unwrap_or(&[]);
        let mut below = token.start;
        let joined = |trivia: &&Trivia| {
            let gap = self.text.get(trivia.span.end as usize..below as usize).unwrap_or("x");
            below = trivia.span.start;
            gap.trim().is_empty()
        };
        let lines: Vec<&Trivia> =
            above.iter().rev().take_while(joined).filter(|line| line.kind == TriviaKind::Doc && line.first).collect();
        doc(self.text, lines.into_iter().rev())
    }

    /// The next token, or the place behind the last one.
    pub(in crate::syntax) fn here(self, place: &mut Place<'_, '_>) -> Span {
        let next = place.peek().map(|token| token.span(self.file));
        next.or_else(|| place.before().map(|last| last.span(self.file).after())).unwrap_or_default()
    }

    /// Reports that something else is asked for here: on the next token, or behind the last one of its line.
    pub(in crate::syntax) fn expected(self, place: &mut Place<'_, '_>, what: What) {
        let index = place.index();
        let before = place.before().map(|before| before.span(self.file).after());
        let opener = matches!(what, What::Token(TokenKind::LParen, _) | What::Block(_));
        let (gap, span, found) = match (place.peek(), before) {
            (Some(token), Some(before)) if token.has(Flags::FRESH) && what != What::Statement && what != What::End => {
                (true, before, errors::Found::LineEnd)
            }
            (Some(token), _) => {
                let text = self.text(token);
                // Of a fence that stands in the wrong place its first line is enough.
                let span = first_line(token.span(self.file), text);
                (false, span, errors::Found::Token(token.kind, text))
            }
            (None, before) => (false, before.unwrap_or_default(), errors::Found::End),
        };
        place.report_once((index, gap), opener, errors::expected(span, what, found));
    }

    /// The column of a token, from 0.
    pub(in crate::syntax) fn column(self, token: Token) -> usize {
        column(self.text, token)
    }

    /// The name that a token is, or quotes.
    pub(in crate::syntax) fn name(self, token: Token) -> ast::Name {
        let span = token.span(self.file);
        if token.kind != TokenKind::Str {
            return ast::Name { text: self.word(token), span };
        }
        let mut text = String::new();
        for piece in self.string(token).pieces {
            if let ast::StrPiece::Text(piece) = piece {
                text.push_str(&piece);
            }
        }
        ast::Name { text: text.into(), span }
    }

    /// The string that a token is.
    pub(in crate::syntax) fn string(self, token: Token) -> ast::StrLit {
        let span = token.span(self.file);
        if token.has(Flags::ESCAPES) {
            literal::string(self.text, span).0
        } else {
            literal::plain_string(self.text, span)
        }
    }
}

/// The text of doc comments, one blank behind the slashes taken off.
pub(in crate::syntax) fn doc<'a>(text: &str, lines: impl Iterator<Item = &'a Trivia>) -> Option<ast::Doc> {
    let mut doc: Option<ast::Doc> = None;
    for line in lines {
        let content = text.get(line.span.range()).and_then(|line| line.get(3..)).unwrap_or("");
        let content = content.strip_prefix(' ').unwrap_or(content).trim_end();
        match &mut doc {
            Some(doc) => {
                doc.text.push('\n');
                doc.text.push_str(content);
                doc.span = doc.span.to(line.span);
            }
            None => doc = Some(ast::Doc { text: content.to_owned(), span: line.span }),
        }
    }
    doc
}

/// The part of a span that lies on its first line.
fn first_line(span: Span, text: &str) -> Span {
    let length = text.lines().next().and_then(|line| u32::try_from(line.len()).ok());
    Span { end: length.map_or(span.end, |length| span.start + length), ..span }
}

/// The column of a token, from 0.
pub(in crate::syntax) fn column(text: &str, token: Token) -> usize {
    let before = text.as_bytes().get(..token.start as usize).unwrap_or(&[]);
    before.iter().rev().take_while(|byte| **byte != b'\n').count()
}

/// One token of a kind.
pub(in crate::syntax) fn token<'t>(kind: TokenKind) -> impl Rule<'t, Token> {
    token_if(move |token| token.kind == kind)
}

/// One token that `accept` takes.
pub(in crate::syntax) fn token_if<'t, F>(accept: F) -> impl Rule<'t, Token>
where
    F: Fn(Token) -> bool + Copy + 't,
{
    rule(move |place: &mut Place<'t, '_>| match place.peek() {
        Some(token) if accept(token) => {
            place.skip();
            Ok(token)
        }
        _ => Err(Misfit::default()),
    })
}

/// A name that must stand here; an empty one where none does. `of` says whose: "a name for the component".
pub(in crate::syntax) fn name<'t>(source: Source<'t>, of: &'static str) -> impl Rule<'t, ast::Name> {
    rule(move |place| match place.peek() {
        Some(token) if token.kind.is_name() => {
            place.skip();
            Ok(source.name(token))
        }
        _ => Ok(missing_name(source, place, of)),
    })
}

fn missing_name<'t>(source: Source<'t>, place: &mut Place<'t, '_>, of: &'static str) -> ast::Name {
    let start = place.index();
    let before_in = place.look(1).is_some_and(|next| next.kind == TokenKind::In);
    let reserved = |token: &Token| {
        token.kind.is_reserved() && !token.has(Flags::FIRST) && (token.kind != TokenKind::In || before_in)
    };
    if let Some(token) = place.peek().filter(reserved) {
        let span = token.span(source.file);
        place.report(errors::reserved_word(span, source.text(token)));
        place.skip();
        return ast::Name { text: source.text(token).into(), span };
    }
    place.lose();
    if place.kind() == Some(TokenKind::Error) {
        place.skip();
    } else {
        source.expected(place, What::Name(of));
    }
    ast::Name { text: "".into(), span: source.span_since(place, start) }
}

/// A token that must stand here; whether it does. What stands in its place is left to the next rule.
pub(in crate::syntax) fn need<'t>(source: Source<'t>, kind: TokenKind, purpose: &'static str) -> impl Rule<'t, bool> {
    rule(move |place| {
        let found = place.kind() == Some(kind);
        if found {
            place.skip();
        } else {
            source.expected(place, What::Token(kind, purpose));
        }
        Ok(found)
    })
}

/// The closing bracket, which the balanced tokens do hold; what stands before it is reported and left out.
pub(in crate::syntax) fn close(source: Source<'_>, kind: TokenKind) -> impl Rule<'_, ()> {
    rule(move |place| {
        if place.kind() != Some(kind) {
            source.expected(place, What::Token(kind, ""));
            skip_to(place, |token| token.kind == kind);
        }
        place.skip();
        Ok(())
    })
}

/// Skips to a closing bracket or a token that `stop` wants, whole groups at once.
pub(in crate::syntax) fn skip_to(place: &mut Place<'_, '_>, stop: impl Fn(Token) -> bool) {
    let mut depth = 0_usize;
    while let Some(token) = place.peek() {
        if depth == 0 && (token.kind.is_closer() || stop(token)) {
            return;
        }
        if token.kind.is_opener() {
            depth += 1;
        } else if token.kind.is_closer() {
            depth -= 1;
        }
        place.skip();
    }
}

/// Where the parts of a list and of a statement end.
pub(in crate::syntax) fn ends_part(token: Token) -> bool {
    token.kind == TokenKind::Comma || token.has(Flags::FRESH)
}

/// Skips what stands deeper than `column`, up to the end of the block.
pub(in crate::syntax) fn skip_deeper(source: Source<'_>, place: &mut Place<'_, '_>, column: usize) {
    skip_to(place, ends_statement);
    while place.peek().is_some_and(|token| !token.kind.is_closer() && source.column(token) > column) {
        skip_group(place);
        skip_to(place, ends_statement);
    }
}

/// Skips a token, or a bracket with what it holds.
pub(in crate::syntax) fn skip_group(place: &mut Place<'_, '_>) {
    let opens = place.kind().is_some_and(TokenKind::is_opener);
    place.skip();
    if opens {
        skip_to(place, |_| false);
        place.skip();
    }
}

/// Where a statement ends: before a line that does not begin with `.`.
pub(in crate::syntax) fn ends_statement(token: Token) -> bool {
    token.has(Flags::FRESH) && token.kind != TokenKind::Dot
}

/// `wanted`, or where it does not fit a report that `what` stands here, and a stand-in for what is skipped up to `stop`.
pub(in crate::syntax) fn slot<'t, T: 't>(
    wanted: impl Rule<'t, T>,
    what: What,
    stop: fn(Token) -> bool,
    missing: impl Fn(Span) -> T + Clone + 't,
    source: Source<'t>,
) -> impl Rule<'t, T> {
    let skipped = rule(move |place| {
        let start = place.index();
        source.expected(place, what);
        skip_to(place, stop);
        Ok(missing(source.span_since(place, start)))
    });
    wanted.or(skipped)
}

/// Items with commas between, up to `closer` and with it; the opening bracket was taken. `starts` says whether an item
/// may begin with a token: then a comma is missing before it.
pub(in crate::syntax) fn list<'t, T: 't>(
    source: Source<'t>,
    item: impl Rule<'t, T>,
    closer: TokenKind,
    starts: fn(TokenKind) -> bool,
) -> impl Rule<'t, Vec<T>> {
    rule(move |place| {
        let mut items = Vec::new();
        while let Some(kind) = place.kind() {
            if kind == closer {
                break;
            }
            let start = place.index();
            items.push(place.parse(&item)?);
            match place.kind() {
                Some(TokenKind::Comma) => place.skip(),
                Some(kind) if kind == closer => {}
                _ => no_comma(source, place, closer, starts),
            }
            if place.index() == start {
                skip_group(place);
            }
        }
        place.skip();
        // Most lists are short, and a tree holds very many of them.
        items.shrink_to_fit();
        Ok(items)
    })
}

/// Says what stands in a comma's place, and goes on behind the next comma or at the next item.
fn no_comma(source: Source<'_>, place: &mut Place<'_, '_>, closer: TokenKind, starts: fn(TokenKind) -> bool) {
    let Some(next) = place.peek() else { return };
    let span = next.span(source.file);
    if next.kind == TokenKind::If && is_ternary(place) {
        place.report(errors::ternary(span));
    } else if starts(next.kind) && !(next.kind == TokenKind::LBrace && is_block(place)) {
        let gap = place.before().map_or(span, |before| before.span(source.file).after());
        return place.report(errors::missing_comma(span, gap));
    } else {
        source.expected(place, What::Next(closer));
    }
    place.lose();
    skip_to(place, |token| token.kind == TokenKind::Comma);
    if place.kind() == Some(TokenKind::Comma) {
        place.skip();
    }
}

/// Whether the braces here hold no fields: then an `if` or an `else` is missing before them, not a comma.
fn is_block(place: &mut Place<'_, '_>) -> bool {
    let behind_value = place.before().is_some_and(|before| before.kind != TokenKind::Comma);
    let is_field = |token: &Token| matches!(token.kind, TokenKind::Eq | TokenKind::Colon);
    behind_value && !place.look(2).is_some_and(is_field) && !place.look(1).is_some_and(|token| token.kind.is_closer())
}

/// How far a value's `else` is looked for.
const TERNARY: usize = 200;

/// Whether the `if` here goes with a later `else` without braces: `a if c else b`.
pub(in crate::syntax) fn is_ternary(place: &mut Place<'_, '_>) -> bool {
    let start = place.index();
    let rest = place.full_slice().get(start..).unwrap_or(&[]);
    let mut depth = 0_usize;
    for token in rest.iter().take(TERNARY) {
        match token.kind {
            TokenKind::LBrace => return false,
            TokenKind::Else if depth == 0 => return true,
            kind if kind.is_opener() => depth += 1,
            kind if kind.is_closer() && depth == 0 => return false,
            kind if kind.is_closer() => depth -= 1,
            TokenKind::Comma if depth == 0 => return false,
            _ => {}
        }
    }
    false
}
