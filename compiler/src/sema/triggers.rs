//! The table of trigger sources: what each is called, what it takes, what its `event` brings.
//!
//! In: nothing. Out: the table, for checking, completion and hover.
//! Always holds: names are unique; fields of one name mean the same in every source.

pub mod markdown;
mod table;

use super::decorators::Signature;

/// One kind of source.
#[derive(Debug)]
pub struct Source {
    /// Its name, its arguments and when it fires.
    pub signature: Signature,
    /// What `event` brings.
    pub event: &'static [EventField],
}

/// One field of `event`.
#[derive(Debug, Clone, Copy)]
pub struct EventField {
    /// Its name.
    pub name: &'static str,
    /// What it is.
    pub ty: EventType,
    /// What it says.
    pub doc: &'static str,
}

/// What a field of `event` is.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum EventType {
    /// `String`
    String,
    /// `Int`
    Int,
    /// `Float`
    Float,
    /// `Json`
    Json,
    /// `Map<String>`
    Texts,
    /// The outcome of a run: `"COMPLETE" | "FAILED" | "CANCELED"`.
    State,
    /// The type given by `body = T`, or `Json`.
    Body,
}

pub use table::{DATE, TABLE};

/// Joins sources: `any(a(…), b(…))`.
pub const ANY: &str = "any";

/// The source of that name.
pub fn find(name: &str) -> Option<&'static Source> {
    TABLE.iter().find(|source| source.signature.name == name)
}

/// All names that may stand behind `trigger NAME =`.
pub fn names() -> Vec<&'static str> {
    TABLE.iter().map(|source| source.signature.name).chain([ANY]).collect()
}
