//! The parser: tokens to tree.
//!
//! In: a file's tokens. Out: its tree, and what could not be read.
//! Always holds: each declaration is parsed alone; one that can't be read is an `Error` item and its neighbours stay.

mod balance;
mod cut;
mod expr;
mod item;
pub(in crate::syntax) mod recover;
mod stmt;
mod ty;

use chumsky::Parser as _;

use super::ast::{Block, ComponentBody, File, Item, ItemKind};
use super::errors;
use super::lexer::Lexed;
use super::token::{Token, TriviaKind};
use crate::diag::Diagnostic;
use crate::source::{FileId, Span};
use cut::Cut;
use item::Piece;
use recover::{Fault, Source};

/// Parses a file's tokens; reports of the lexer come first.
pub(super) fn parse(file: FileId, text: &str, lexed: Lexed) -> (File, Vec<Diagnostic>) {
    let Lexed { mut tokens, trivia, diagnostics } = lexed;
    let cuts = cut::cut(text, &mut tokens);
    let source = Source { file, text, trivia: &trivia };
    let head = trivia.iter().take_while(|trivia| tokens.first().is_none_or(|first| trivia.span.start < first.start));
    let doc = recover::doc(text, head.filter(|trivia| trivia.kind == TriviaKind::FileDoc));
    let end = u32::try_from(text.len()).unwrap_or(u32::MAX);
    let tree = File { doc, decorators: Vec::new(), items: Vec::new(), span: Span::new(file, 0, end) };
    let mut parser = FileParser { source, tokens: &tokens, tree, diagnostics };
    for cut in cuts {
        parser.cut(&cut);
    }
    (parser.tree, parser.diagnostics)
}

struct FileParser<'t> {
    source: Source<'t>,
    tokens: &'t [Token],
    tree: File,
    diagnostics: Vec<Diagnostic>,
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
            self.declaration(tokens);
        } else {
            let (balanced, diagnostics) = balance::balance(self.source, tokens);
            self.diagnostics.extend(diagnostics);
            self.declaration(&balanced);
        }
    }

    fn declaration(&mut self, tokens: &[Token]) {
        let Some(first) = tokens.first() else { return };
        let (piece, faults) = item::piece(self.source).parse(tokens).into_output_errors();
        self.report(tokens, &faults);
        match piece {
            Some(Piece::FileDecorator(decorator)) => self.tree.decorators.push(decorator),
            Some(Piece::Item(decorators, kind, start)) => {
                let doc = self.source.doc(*first).or_else(|| self.source.doc(*tokens.get(start)?));
                let span = self.source.span(tokens.get(start..).unwrap_or(&[]));
                self.tree.items.push(Item { doc, decorators, kind, span });
            }
            None => {}
        }
    }

    /// Reports each fault but those that follow from one that was reported.
    fn report(&mut self, tokens: &[Token], faults: &[Fault]) {
        let mut reported: Vec<usize> = Vec::new();
        for fault in faults {
            let follows = tokens.get(fault.at).copied().is_some_and(balance::is_made);
            if !follows && !reported.contains(&fault.at) {
                reported.push(fault.at);
                self.diagnostics.push(errors::fault(self.source, tokens, *fault));
            }
        }
    }
}
