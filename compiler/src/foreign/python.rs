//! Python texts as trees: parsed within bounds, looked into by name.
//!
//! In: a text and its [`Origin`]. Out: a [`PythonFile`], or a diagnostic for the first thing that does not parse.
//! Always holds: what would nest too deeply for a recursive walk is refused before it is parsed, by the limits that
//! `CPython` has for brackets and indentation, and by the number of tokens between two commas.

use ruff_python_ast::{Expr, ModModule, Stmt, StmtFunctionDef, token::TokenKind};
use ruff_python_parser::{Mode, ParseError, lexer, parse_expression, parse_module};
use ruff_text_size::{Ranged, TextRange};

use super::{Origin, errors, names::Names};
use crate::{diag::Diagnostic, source::Span};

/// Brackets and indentation that may be open at once.
const MAX_NESTING: usize = 100;
/// Tokens that may stand between two commas, and lines, of all open brackets together.
const MAX_CHAIN: usize = 2000;
/// Bytes of a Python text.
const MAX_BYTES: usize = 1 << 20;

/// A Python text that parses.
#[derive(Debug)]
pub struct PythonFile {
    text: String,
    origin: Origin,
    module: ModModule,
    names: Names,
}

impl PythonFile {
    /// Parses a module. A function's body parses as a module, too.
    pub fn parse(text: &str, origin: Origin) -> Result<Self, Box<Diagnostic>> {
        if text.len() > MAX_BYTES {
            return Err(errors::python_too_large(origin.span(0..0), text.len()).into());
        }
        if too_deep(text, Mode::Module) {
            return Err(errors::python_too_deep(origin.span(0..0), MAX_NESTING).into());
        }
        match parse_module(text) {
            Ok(parsed) => {
                let module = parsed.into_syntax();
                let names = Names::of(&module.body);
                Ok(Self { text: text.to_owned(), origin, module, names })
            }
            Err(error) => Err(syntax_error(&error, text, &origin).into()),
        }
    }

    /// The text as it was given.
    pub fn text(&self) -> &str {
        &self.text
    }

    /// The text under a node.
    pub fn source(&self, node: &impl Ranged) -> &str {
        self.text.get(range(node.range())).unwrap_or("")
    }

    /// The span of a node.
    pub fn span(&self, node: &impl Ranged) -> Span {
        self.origin.span(range(node.range()))
    }

    /// The empty place at the text's end.
    pub fn end(&self) -> Span {
        self.origin.span(self.text.trim_end().len()..self.text.trim_end().len())
    }

    /// The statements at the left edge.
    pub fn body(&self) -> &[Stmt] {
        &self.module.body
    }

    /// What the names of the module stand for.
    pub fn names(&self) -> &Names {
        &self.names
    }

    /// The function of that name at the left edge; the last one, as in Python.
    pub fn function(&self, name: &str) -> Option<&StmtFunctionDef> {
        self.functions().filter(|function| function.name.as_str() == name).last()
    }

    /// All functions at the left edge.
    pub fn functions(&self) -> impl Iterator<Item = &StmtFunctionDef> {
        self.module.body.iter().filter_map(|stmt| match stmt {
            Stmt::FunctionDef(function) => Some(function),
            _ => None,
        })
    }
}

/// An expression that stands in a string, an annotation say.
pub fn expression(text: &str) -> Option<Expr> {
    if text.len() > MAX_BYTES || too_deep(text, Mode::Expression) {
        return None;
    }
    parse_expression(text).ok().map(|parsed| *parsed.into_syntax().body)
}

/// A range of the parser as a range of bytes.
pub fn range(range: TextRange) -> std::ops::Range<usize> {
    range.start().to_usize()..range.end().to_usize()
}

fn syntax_error(error: &ParseError, text: &str, origin: &Origin) -> Diagnostic {
    let message = error.error.to_string();
    let mut at = range(error.location);
    // An error at the end of a line is reported on the line's end, not on the whole next one.
    if let Some(newline) = text.get(at.clone()).and_then(|text| text.find('\n')) {
        at.end = at.start + newline;
    }
    errors::python_syntax(origin.span(at), &lower_first(&message))
}

fn lower_first(message: &str) -> String {
    let mut letters = message.chars();
    let first = letters.next().map(|letter| letter.to_lowercase().collect::<String>()).unwrap_or_default();
    format!("{first}{}", letters.as_str().trim_end_matches('.'))
}

/// Whether the text nests deeper than a recursive walk may follow.
fn too_deep(text: &str, mode: Mode) -> bool {
    let mut lexer = lexer::lex(text, mode);
    let mut depth = Depth { open: vec![Chain::default()], tokens: 0, indents: 0 };
    loop {
        let kind = lexer.next_token();
        if kind == TokenKind::EndOfFile {
            return false;
        }
        depth.take(kind);
        if depth.open.len() + depth.indents > MAX_NESTING || depth.tokens > MAX_CHAIN {
            return true;
        }
    }
}

/// How deep a tree the tokens so far can have built.
struct Depth {
    /// One for the line, and one for each open bracket.
    open: Vec<Chain>,
    /// The sum of all `open`.
    tokens: usize,
    indents: usize,
}

/// Tokens since the last comma: each may be one level of the tree.
#[derive(Default)]
struct Chain {
    tokens: usize,
    /// A lambda's parameters have commas, too, but its body stays open behind them.
    lambdas: usize,
}

impl Depth {
    fn take(&mut self, kind: TokenKind) {
        use TokenKind as T;
        match kind {
            T::Lpar | T::Lsqb | T::Lbrace | T::FStringStart | T::TStringStart => self.open.push(Chain::default()),
            T::Rpar | T::Rsqb | T::Rbrace | T::FStringEnd | T::TStringEnd if self.open.len() > 1 => {
                self.reset(0);
                self.open.pop();
                self.count(1, 0);
            }
            T::Comma => {
                let lambdas = self.open.last().map_or(0, |chain| chain.lambdas);
                self.reset(lambdas);
            }
            T::Newline | T::Semi => {
                self.open = vec![Chain::default()];
                self.tokens = 0;
            }
            T::Indent => self.indents += 1,
            T::Dedent => self.indents = self.indents.saturating_sub(1),
            T::NonLogicalNewline | T::Comment => {}
            T::Lambda => self.count(1, 1),
            _ => self.count(1, 0),
        }
    }

    fn count(&mut self, tokens: usize, lambdas: usize) {
        if let Some(chain) = self.open.last_mut() {
            chain.tokens += tokens;
            chain.lambdas += lambdas;
            self.tokens += tokens;
        }
    }

    fn reset(&mut self, to: usize) {
        if let Some(chain) = self.open.last_mut() {
            self.tokens = self.tokens - chain.tokens + to;
            chain.tokens = to;
        }
    }
}
