//! The ground that the grammar stands on: single tokens, lists, and how to go on behind a fault.
//!
//! In: a declaration's tokens, brackets balanced. Out: parsers that the grammar is put together from.
//! Always holds: a parser fails at its first token or not at all; behind that it reports and goes on, so that no
//! alternative is tried twice and one fault is reported once.

use chumsky::DefaultExpected;
use chumsky::error::LabelError;
use chumsky::input::InputRef;
use chumsky::prelude::*;
use chumsky::util::MaybeRef;

use super::super::ast;
use super::super::literal;
use super::super::token::{Flags, Token, TokenKind, Trivia, TriviaKind};
use crate::source::{FileId, Span};

/// The parser's input: a declaration's tokens.
pub(in crate::syntax) type Tokens<'t> = &'t [Token];
/// What the parsers carry along.
pub(in crate::syntax) type Extra = extra::Err<Fault>;
/// A part of the grammar that makes a `T`.
pub(in crate::syntax) trait Rule<'t, T>: Parser<'t, Tokens<'t>, T, Extra> + Clone + 't {}

impl<'t, T, P: Parser<'t, Tokens<'t>, T, Extra> + Clone + 't> Rule<'t, T> for P {}

/// A rule that a function spells out.
pub(in crate::syntax) fn rule<'t, T: 't>(
    parse: impl Fn(&mut Place<'t, '_>) -> Result<T, Fault> + Clone + 't,
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
    /// A declaration.
    Declaration,
    /// The end of the declaration.
    End,
}

/// What is wrong at a place.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) enum FaultKind {
    /// Not known yet; a rule further out says it.
    Unknown,
    /// Something else is asked for.
    Expected(What),
    /// Two items of a list without a comma.
    MissingComma,
    /// `a < b < c`
    Chain,
    /// A block as an operand.
    Operand,
    /// `return` without a value.
    EmptyReturn,
    /// `x = f()`
    MissingLet,
    /// A type behind `let x`.
    LetType,
    /// A reserved word where a name is asked.
    Reserved,
    /// `True`, `False`, `None`
    Constant(&'static str),
    /// `elif`
    Elif,
    /// `List[Int]`
    SquareTypes,
    /// `:` in place of `{`.
    ColonBlock,
    /// `with`, `while`, `def` …
    Statement,
    /// `,` behind a statement.
    StatementComma,
    /// A declaration inside of a block.
    Nested,
    /// A default on an output.
    OutputDefault,
    /// `use` without names.
    UseNames,
    /// `name: value`
    Colon,
    /// `a if c else b`
    Ternary,
    /// `[f(x) for x in xs]`
    Comprehension,
    /// A type of names and literals mixed.
    MixedEnum,
    /// `@dsl.component`
    PythonDecorator,
}

/// A fault and the tokens that it is about.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(in crate::syntax) struct Fault {
    /// What is wrong.
    pub(in crate::syntax) kind: FaultKind,
    /// The first token.
    pub(in crate::syntax) at: usize,
    /// How many tokens; none for a place before a token.
    pub(in crate::syntax) length: usize,
}

impl<'t> chumsky::error::Error<'t, Tokens<'t>> for Fault {
    fn merge(self, other: Self) -> Self {
        if other.kind == FaultKind::Unknown { self } else { other }
    }
}

impl<'t> LabelError<'t, Tokens<'t>, DefaultExpected<'t, Token>> for Fault {
    fn expected_found<E: IntoIterator<Item = DefaultExpected<'t, Token>>>(
        _: E,
        _: Option<MaybeRef<'t, Token>>,
        span: SimpleSpan,
    ) -> Self {
        Self { kind: FaultKind::Unknown, at: span.start, length: 1 }
    }
}

impl<'t> LabelError<'t, Tokens<'t>, What> for Fault {
    fn expected_found<E: IntoIterator<Item = What>>(
        expected: E,
        _: Option<MaybeRef<'t, Token>>,
        span: SimpleSpan,
    ) -> Self {
        let kind = expected.into_iter().next().map_or(FaultKind::Unknown, FaultKind::Expected);
        Self { kind, at: span.start, length: 1 }
    }

    fn label_with(&mut self, what: What) {
        self.kind = FaultKind::Expected(what);
    }
}

/// What a rule asks of the place it has come to.
pub(in crate::syntax) trait Look<'t> {
    /// The index of the next token.
    fn index(&self) -> usize;
    /// The token that is `ahead` behind the next.
    fn look(&mut self, ahead: usize) -> Option<&'t Token>;
    /// The next token's kind.
    fn kind(&mut self) -> Option<TokenKind>;
    /// Reports a fault of the next token.
    fn report(&mut self, kind: FaultKind);
    /// Reports a fault of the tokens from `start` to here.
    fn report_since(&mut self, kind: FaultKind, start: usize);
    /// A failure at the next token, for a rule further out to name.
    fn fail(&self) -> Fault;
}

impl<'t> Look<'t> for Place<'t, '_> {
    fn index(&self) -> usize {
        *self.cursor().inner()
    }

    fn look(&mut self, ahead: usize) -> Option<&'t Token> {
        let index = self.index();
        self.full_slice().get(index + ahead)
    }

    fn kind(&mut self) -> Option<TokenKind> {
        self.peek_ref().map(|token| token.kind)
    }

    fn report(&mut self, kind: FaultKind) {
        let at = self.index();
        self.emit(Fault { kind, at, length: 1 });
    }

    fn report_since(&mut self, kind: FaultKind, start: usize) {
        let length = self.index().saturating_sub(start);
        self.emit(Fault { kind, at: start, length });
    }

    fn fail(&self) -> Fault {
        Fault { kind: FaultKind::Unknown, at: self.index(), length: 1 }
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

    /// The name that a token is, or quotes.
    pub(in crate::syntax) fn name(self, token: Token) -> ast::Name {
        let span = token.span(self.file);
        if token.kind != TokenKind::Str {
            return ast::Name { text: self.text(token).into(), span };
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
        _ => Err(place.fail()),
    })
}

/// A name that must stand here; an empty one where none does. `of` says whose: "the component's name".
pub(in crate::syntax) fn name<'t>(source: Source<'t>, of: &'static str) -> impl Rule<'t, ast::Name> {
    rule(move |place: &mut Place<'t, '_>| {
        let start = place.index();
        match place.peek() {
            Some(token) if token.kind.is_name() => {
                place.skip();
                return Ok(source.name(token));
            }
            Some(token) if token.kind.is_reserved() => {
                let span = token.span(source.file);
                place.report(FaultKind::Reserved);
                place.skip();
                return Ok(ast::Name { text: source.text(token).into(), span });
            }
            Some(token) if token.kind == TokenKind::Error => {
                place.skip();
            }
            _ => place.report(FaultKind::Expected(What::Name(of))),
        }
        Ok(ast::Name { text: "".into(), span: source.span_since(place, start) })
    })
}

/// A token that must stand here; what stands in its place is reported and left to the next rule.
pub(in crate::syntax) fn need<'t>(kind: TokenKind, purpose: &'static str) -> impl Rule<'t, bool> {
    rule(move |place: &mut Place<'t, '_>| {
        let found = place.kind() == Some(kind);
        if found {
            place.skip();
        } else {
            place.report(FaultKind::Expected(What::Token(kind, purpose)));
        }
        Ok(found)
    })
}

/// The closing bracket, which the balanced tokens do hold; what stands before it is reported and left out.
pub(in crate::syntax) fn close<'t>(kind: TokenKind) -> impl Rule<'t, ()> {
    rule(move |place: &mut Place<'t, '_>| {
        if place.kind() != Some(kind) {
            place.report(FaultKind::Expected(What::Token(kind, "")));
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

/// Where a statement ends.
pub(in crate::syntax) fn ends_statement(token: Token) -> bool {
    token.has(Flags::FRESH)
}

/// `wanted`, or where it fails a report that `what` stands here and a stand-in for what is skipped up to `stop`.
pub(in crate::syntax) fn slot<'t, T: 't>(
    wanted: impl Rule<'t, T>,
    what: What,
    stop: fn(Token) -> bool,
    missing: impl Fn(Span) -> T + Clone + 't,
    source: Source<'t>,
) -> impl Rule<'t, T> {
    let skipped = rule(move |place: &mut Place<'t, '_>| {
        let start = place.index();
        skip_to(place, stop);
        Ok(missing(source.span_since(place, start)))
    });
    wanted.labelled(what).recover_with(via_parser(skipped))
}

/// Items with commas between, up to `closer` and with it; the opening bracket was taken. `starts` says whether an item
/// may begin with a token: then a comma is missing before it.
pub(in crate::syntax) fn list<'t, T: 't>(
    item: impl Rule<'t, T>,
    closer: TokenKind,
    starts: fn(TokenKind) -> bool,
) -> impl Rule<'t, Vec<T>> {
    rule(move |place: &mut Place<'t, '_>| {
        let mut items = Vec::new();
        while let Some(kind) = place.kind() {
            if kind == closer {
                break;
            }
            items.push(place.parse(&item)?);
            between(place, closer, starts);
        }
        place.skip();
        Ok(items)
    })
}

/// Takes the comma behind an item, or says that it is missing.
fn between(place: &mut Place<'_, '_>, closer: TokenKind, starts: fn(TokenKind) -> bool) {
    let Some(next) = place.peek() else { return };
    if next.kind == TokenKind::Comma {
        place.skip();
    } else if next.kind != closer {
        if next.kind == TokenKind::For {
            place.report(FaultKind::Comprehension);
        } else if next.kind == TokenKind::If && is_ternary(place) {
            place.report(FaultKind::Ternary);
        } else if starts(next.kind) {
            return place.report(FaultKind::MissingComma);
        } else {
            place.report(FaultKind::Expected(What::Next(closer)));
        }
        skip_to(place, |token| token.kind == TokenKind::Comma);
        if place.kind() == Some(TokenKind::Comma) {
            place.skip();
        }
    }
}

/// Whether the `if` here goes with a later `else` without braces: `a if c else b`.
pub(in crate::syntax) fn is_ternary(place: &mut Place<'_, '_>) -> bool {
    let start = place.index();
    let rest = place.full_slice().get(start..).unwrap_or(&[]);
    let mut depth = 0_usize;
    for token in rest {
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
