//! What sema says: one function a code, by family.

pub mod decorators;
pub mod names;
pub mod triggers;
