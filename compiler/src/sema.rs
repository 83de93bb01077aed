//! Sema: tree to checked program.
//!
//! In: the trees of all files. Out: [`hir::Program`] and what is wrong with them.
//! Always holds: what was reported once stays silent: `Type::Error` fits everywhere.

pub mod check;
pub mod decorators;
pub mod errors;
pub mod hir;
pub mod types;
