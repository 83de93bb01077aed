//! What sema says: one function a code, by family.

pub mod decorators;
pub mod given;
pub mod names;
pub mod tasks;
pub mod triggers;
pub mod types;
