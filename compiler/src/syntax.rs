//! Syntax: text to tree.
//!
//! In: one file's text. Out: its [`ast::File`] and what could not be read.
//! Always holds: a tree comes out of any text; what could not be read is an error node and was reported.

pub mod ast;
mod errors;
pub mod lexer;
pub mod literal;
mod parser;
pub mod token;

use crate::diag::Diagnostic;
use crate::source::FileId;

/// The tree of a file, and what is wrong with its text. Longer texts than spans can point into are refused before.
pub fn parse(file: FileId, text: &str) -> (ast::File, Vec<Diagnostic>) {
    parser::parse(file, text, lexer::lex(file, text))
}

#[cfg(test)]
mod tests;
