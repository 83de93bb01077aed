//! The parser: tokens to tree.
//!
//! In: a file's tokens. Out: its tree, and what could not be read.
//! Always holds: each declaration is parsed alone; one that can't be read is an `Error` item and its neighbours stay.

mod balance;
mod cut;
mod expr;
mod foreign;
mod item;
pub(in crate::syntax) mod recover;
mod stmt;
mod ty;

use chumsky::Parser as _;
use chumsky::inspector::SimpleState;

use super::ast::{Decorator, File, Item, ItemKind};
use super::errors;
use super::lexer::Lexed;
use super::token::{Token, TokenKind, TriviaKind};
use crate::diag::Diagnostic;
use crate::source::{FileId, Span};
use balance::BracketFault;
use cut::Cut;
use item::Piece;
use recover::{Report, Reports, Source};

/// Parses a file's tokens; reports of the lexer come first.
pub(super) fn parse(file: FileId, text: &str, lexed: Lexed) -> (File, Vec<Diagnostic>) {
    let Lexed { mut tokens, trivia, diagnostics } = lexed;
    let cuts = cut::cut(text, &mut tokens);
    let source = Source { file, text, trivia: &trivia };
    let head = trivia.iter().take_while(|trivia| tokens.first().is_none_or(|first| trivia.span.start < first.start));
    let doc = recover::doc(text, head.filter(|trivia| trivia.kind == TriviaKind::FileDoc));
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let tree = File { doc, decorators: Vec::new(), items: Vec::new(), span: Span::new(file, 0, end) };
    let mut parser = FileParser { source, tokens: &tokens, tree, diagnostics, unknown: None };
    for cut in cuts {
        parser.cut(&cut);
    }
    parser.idle_docs();
    (parser.tree, parser.diagnostics)
}

struct FileParser<'t> {
    source: Source<'t>,
    tokens: &'t [Token],
    tree: File,
    diagnostics: Vec<Diagnostic>,
    /// The word that the last declaration began with, if it is no keyword.
    unknown: Option<&'t str>,
}

impl FileParser<'_> {
    fn cut(&mut self, cut: &Cut) {
        let tokens = self.tokens.get(cut.range.clone()).unwrap_or(&[]);
        if let Some((index, excess)) = cut.too_deep {
            let span = self.tokens.get(index).map_or(self.tree.span, |token| token.span(self.source.file));
            self.diagnostics.push(errors::too_deep(span, excess == cut::Excess::Depth));
            let span = self.source.span(tokens);
            self.tree.items.push(Item { doc: None, decorators: Vec::new(), kind: ItemKind::Error, span });
        } else if cut.balanced {
            self.declaration(tokens, Vec::new());
        } else {
            let (balanced, faults) = balance::balance(self.source, tokens);
            self.declaration(&balanced, faults);
        }
    }

    fn declaration(&mut self, tokens: &[Token], brackets: Vec<BracketFault>) {
        if self.repeats(tokens) {
            return;
        }
        let mut reports = SimpleState(Reports::default());
        let piece = item::piece(self.source).parse_with_state(tokens, &mut reports).into_output();
        self.report(brackets, reports.0.list);
        match piece {
            Some(Piece::FileDecorator(decorator)) => self.file_decorator(decorator),
            Some(Piece::Item(decorators, kind, range)) => {
                let behind = tokens.get(range.end..).unwrap_or(&[]);
                let own = tokens.get(range).unwrap_or(&[]);
                let above = [tokens.first(), own.first()];
                let doc = above.into_iter().flatten().find_map(|token| self.source.doc(*token));
                self.tree.items.push(Item { doc, decorators, kind, span: self.source.span(own) });
                if !behind.is_empty() {
                    let span = self.source.span(behind);
                    self.tree.items.push(Item { doc: None, decorators: Vec::new(), kind: ItemKind::Error, span });
                }
            }
            None => {}
        }
    }

    /// Reports what is wrong with a declaration's brackets, and of what the grammar found all that does not follow from
    /// it. Where a closing bracket is too many and the grammar misses an opening one, that says it better.
    fn report(&mut self, brackets: Vec<BracketFault>, mut reports: Vec<Report>) {
        for fault in brackets {
            let inside = |report: &Report| fault.region.contains(&report.index);
            let first = reports.iter().filter(|report| inside(report)).min_by_key(|report| report.index);
            let kept = first.filter(|first| fault.stray && first.opener).map(|first| first.index);
            if kept.is_none() {
                self.diagnostics.push(fault.diagnostic.clone());
            }
            reports.retain(|report| !inside(report) || (report.opener && Some(report.index) == kept));
        }
        self.diagnostics.extend(reports.into_iter().map(|report| report.diagnostic));
    }

    /// Reports `///` comments with nothing below them that they could describe.
    fn idle_docs(&mut self) {
        let mut reported: Option<(usize, Diagnostic)> = None;
        let docs = self.source.trivia.iter().filter(|trivia| trivia.kind == TriviaKind::Doc && trivia.first);
        for doc in docs {
            let below = self.tokens.partition_point(|token| token.start < doc.span.end);
            if self.tokens.get(below).is_some_and(|token| !token.kind.is_closer()) {
                continue;
            }
            match &mut reported {
                Some((known, report)) if *known == below => errors::more_of_idle_doc(report, doc.span),
                _ => {
                    let earlier = reported.replace((below, errors::idle_doc(doc.span)));
                    self.diagnostics.extend(earlier.map(|(_, report)| report));
                }
            }
        }
        self.diagnostics.extend(reported.map(|(_, report)| report));
    }

    /// Whether the declaration begins with the same unknown word as the one above: then it is wrong in the same way.
    fn repeats(&mut self, tokens: &[Token]) -> bool {
        let unknown = |token: &&Token| token.kind == TokenKind::Name || token.kind.is_reserved();
        let word = tokens.first().filter(unknown).map(|token| self.source.text(*token));
        let repeats = word.is_some() && word == self.unknown;
        self.unknown = word;
        repeats
    }

    fn file_decorator(&mut self, decorator: Decorator) {
        let uses_it = |item: &&Item| matches!(item.kind, ItemKind::Component(_) | ItemKind::Pipeline(_));
        if let Some(above) = self.tree.items.iter().find(uses_it) {
            self.diagnostics.push(errors::file_decorator_below(decorator.span, above.span.before()));
        }
        self.tree.decorators.push(decorator);
    }
}
