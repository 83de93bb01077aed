//! Syntax: text to tree.
//!
//! In: one file's text. Out: its [`ast::File`] and what could not be read.
//! Always holds: a tree comes out of any text; what could not be read is an error node and was reported.

pub mod ast;
