//! Checking: one tree after the other is turned into the checked program.
//!
//! In: the trees and what their names mean. Out: parts of [`super::hir::Program`] and diagnostics.

pub(crate) mod argument;
pub(crate) mod decorator;
pub mod elaborate;
pub(crate) mod formats;
pub(crate) mod trigger;
