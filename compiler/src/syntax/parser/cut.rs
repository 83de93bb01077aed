//! Cuts a file's tokens into declarations.
//!
//! In: a file's tokens. Out: for each declaration the range of its tokens, and whether its brackets match.
//! Always holds: a declaration's keyword at the left edge begins a new one however many brackets are open, so that a
//! missing `}` can't swallow what follows; what is nested too deep to be walked through is marked and not parsed.

use std::ops::Range;

use super::super::token::{Flags, Token, TokenKind as T};
use super::recover::column;

/// Brackets inside of brackets.
pub(super) const MAX_DEPTH: usize = 256;
/// Operators, fields and brackets above each other: how high a tree gets.
pub(super) const MAX_HEIGHT: usize = 500;

/// One declaration's tokens.
#[derive(Debug, Clone)]
pub(super) struct Cut {
    /// Which tokens.
    pub(super) range: Range<usize>,
    /// Whether every bracket is closed by its like.
    pub(super) balanced: bool,
    /// The token at which it gets too deep or too long.
    pub(super) too_deep: Option<(usize, Excess)>,
}

/// What there is too much of.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(super) enum Excess {
    /// Brackets.
    Depth,
    /// Operators and fields.
    Height,
}

/// Cuts, and sets [`Flags::FRESH`].
pub(super) fn cut(text: &str, tokens: &mut [Token]) -> Vec<Cut> {
    let mut cutter = Cutter::new(text);
    for index in 0..tokens.len() {
        if index > cutter.start && cutter.begins(tokens, index) {
            cutter.finish(index);
        }
        cutter.take(index, tokens);
    }
    cutter.finish(tokens.len());
    cutter.cuts
}

struct Cutter<'t> {
    text: &'t str,
    cuts: Vec<Cut>,
    /// The first token of the current declaration.
    start: usize,
    /// Only decorators so far.
    head: bool,
    /// The open brackets, outermost first.
    open: Vec<Level>,
    /// What stands in no bracket.
    ground: Level,
    balanced: bool,
    too_deep: Option<(usize, Excess)>,
}

/// How high the trees in one bracket get.
#[derive(Debug, Clone, Copy)]
struct Level {
    bracket: T,
    /// The highest finished one.
    best: usize,
    /// The highest bracket in the current one.
    inner: usize,
    /// Operators and fields in the current one.
    operators: usize,
}

impl Level {
    fn new(bracket: T) -> Self {
        Self { bracket, best: 0, inner: 0, operators: 0 }
    }

    fn next_value(&mut self) {
        self.best = self.height();
        self.inner = 0;
        self.operators = 0;
    }

    fn height(self) -> usize {
        self.best.max(self.inner + self.operators)
    }
}

impl<'t> Cutter<'t> {
    fn new(text: &'t str) -> Self {
        let ground = Level::new(T::Error);
        Self { text, cuts: Vec::new(), start: 0, head: false, open: Vec::new(), ground, balanced: true, too_deep: None }
    }

    fn finish(&mut self, end: usize) {
        if end > self.start {
            let balanced = self.balanced && self.open.is_empty();
            self.cuts.push(Cut { range: self.start..end, balanced, too_deep: self.too_deep });
        }
        let cuts = std::mem::take(&mut self.cuts);
        *self = Self { cuts, start: end, ..Self::new(self.text) };
    }

    /// Whether a new declaration begins at `index`.
    fn begins(&self, tokens: &[Token], index: usize) -> bool {
        let Some(token) = tokens.get(index) else { return false };
        let first = token.has(Flags::FIRST);
        if !self.open.is_empty() {
            let start = tokens.get(self.start).map_or(0, |start| self.column(start));
            return !self.head && first && declares(tokens, index) && self.column(token) <= start;
        }
        match token.kind {
            T::AtBang => true,
            T::At => !self.head,
            _ if self.head => false,
            T::Use | T::Const | T::Type | T::Artifact | T::Component | T::Pipeline | T::Trigger if first => true,
            T::Python | T::Container | T::Finally | T::And | T::Or | T::In | T::Not => false,
            kind if kind.is_name() && is_declaration(tokens, index) => {
                !tokens.get(index - 1).is_some_and(|before| matches!(before.kind, T::Use | T::Dot))
            }
            kind if first && (kind.is_name() || kind.is_reserved()) => {
                self.column(token) == 0 && !tokens.get(index - 1).is_some_and(|before| asks_for_more(before.kind))
            }
            _ => false,
        }
    }

    fn column(&self, token: &Token) -> usize {
        column(self.text, *token)
    }

    /// Keeps track of whether there are only decorators so far.
    fn decorators(&mut self, tokens: &[Token], index: usize) {
        let Some(token) = tokens.get(index) else { return };
        if index == self.start {
            self.head = token.kind == T::At;
        } else if self.head && token.has(Flags::FIRST) {
            let start = tokens.get(self.start).map_or(0, |start| self.column(start));
            let edge = self.column(token) <= start;
            let word = self.open.is_empty() && (token.kind.is_name() || token.kind.is_reserved());
            self.head = !(edge && word || (edge || self.open.is_empty()) && is_declaration(tokens, index));
        } else if self.head && self.open.is_empty() {
            let name = tokens.get(index - 1).is_some_and(|before| matches!(before.kind, T::At | T::Dot));
            self.head = name || !is_declaration(tokens, index);
        }
    }

    fn take(&mut self, index: usize, tokens: &mut [Token]) {
        let before = index.checked_sub(1).and_then(|before| tokens.get(before)).copied();
        self.decorators(tokens, index);
        let Some(token) = tokens.get_mut(index) else { return };
        if token.has(Flags::FIRST) && self.open.last().is_none_or(|level| level.bracket == T::LBrace) {
            token.flags = token.flags.with(Flags::FRESH);
        }
        let (too_high, kind) = (self.measure(*token, before), token.kind);
        self.brackets(index, kind);
        if too_high && self.too_deep.is_none() {
            self.too_deep = Some((index, Excess::Height));
        }
    }

    fn brackets(&mut self, index: usize, kind: T) {
        if kind.is_opener() {
            self.open.push(Level::new(kind));
            if self.open.len() > MAX_DEPTH && self.too_deep.is_none() {
                self.too_deep = Some((index, Excess::Depth));
            }
        } else if kind.is_closer() {
            match self.open.pop() {
                Some(level) if level.bracket.closer() == Some(kind) => {
                    let outer = self.open.last_mut().unwrap_or(&mut self.ground);
                    outer.inner = outer.inner.max(level.height() + 1);
                }
                Some(level) => {
                    self.balanced = false;
                    self.open.push(level);
                }
                None => self.balanced = false,
            }
        }
    }

    /// Counts a token into the height of its tree; whether that is too high.
    fn measure(&mut self, token: Token, before: Option<Token>) -> bool {
        let level = self.open.last_mut().unwrap_or(&mut self.ground);
        let behind_value = before.is_some_and(|before| ends_value(before.kind));
        match token.kind {
            T::Comma | T::Colon | T::Arrow | T::Return | T::Let => level.next_value(),
            T::Eq if !before.is_some_and(|before| before.kind == T::Gt && before.end == token.start) => {
                level.next_value();
            }
            T::LParen | T::LBracket | T::Minus if token.has(Flags::FRESH) && behind_value => level.next_value(),
            T::LParen | T::LBracket if behind_value => level.operators += 1,
            kind if is_operator(kind) => level.operators += 1,
            T::If | T::For | T::Try if !before.is_some_and(|before| before.kind == T::Else) => level.next_value(),
            kind if behind_value && begins_value(kind) => level.next_value(),
            _ => {}
        }
        level.inner + level.operators > MAX_HEIGHT
    }
}

fn is_operator(kind: T) -> bool {
    matches!(kind, T::Dot | T::Question | T::Else | T::Or | T::And | T::Not | T::In | T::EqEq | T::Ne | T::Lt | T::Le)
        || matches!(kind, T::Gt | T::Plus | T::Minus | T::Star | T::Slash)
}

fn begins_value(kind: T) -> bool {
    kind.is_name() || matches!(kind, T::True | T::False | T::None | T::Int | T::Float | T::Unit | T::Str | T::Fence)
}

fn ends_value(kind: T) -> bool {
    begins_value(kind) || kind.is_closer() || matches!(kind, T::Question | T::Error)
}

/// Whether a declaration can't end with it.
fn asks_for_more(kind: T) -> bool {
    let operator = matches!(kind, T::Plus | T::Minus | T::Star | T::Slash | T::And | T::Or | T::Not | T::In);
    operator || matches!(kind, T::Eq | T::Arrow | T::Colon | T::Comma | T::Pipe | T::Dot | T::Lt | T::As)
}

/// Whether the tokens at `index` read like a declaration and like nothing else.
pub(super) fn is_declaration(tokens: &[Token], index: usize) -> bool {
    let kind = |ahead: usize| tokens.get(index + ahead).map(|token| token.kind);
    let (Some(keyword), Some(next)) = (kind(0), kind(1)) else { return false };
    let named = next.is_name();
    match keyword {
        T::Component | T::Pipeline => named && kind(2) == Some(T::LParen),
        T::Const => named && matches!(kind(2), Some(T::Colon | T::Eq)),
        T::Type | T::Trigger => named && kind(2) == Some(T::Eq),
        T::Artifact => named && kind(2) == Some(T::Colon),
        T::Use => next == T::Str || (named && (kind(2) == Some(T::Dot) || kind(2) == Some(T::Str))),
        _ => false,
    }
}

/// Whether the tokens at `index` begin a declaration, however many brackets are open.
fn declares(tokens: &[Token], index: usize) -> bool {
    let decorator = tokens.get(index).is_some_and(|token| matches!(token.kind, T::At | T::AtBang));
    decorator || is_declaration(tokens, index) || is_misspelled(tokens, index)
}

/// Whether the tokens at `index` read like a component or pipeline whose keyword is misspelled.
fn is_misspelled(tokens: &[Token], index: usize) -> bool {
    let follows =
        |ahead: usize| tokens.get(index + ahead).filter(|token| !token.has(Flags::FIRST)).map(|token| token.kind);
    let word = tokens.get(index).is_some_and(|token| token.kind == T::Name);
    word && follows(1).is_some_and(T::is_name) && follows(2) == Some(T::LParen)
}
