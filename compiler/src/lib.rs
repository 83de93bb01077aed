//! mlc, a compiler for machine-learning pipelines.
//!
//! The library is pure: sources come in, documents and diagnostics go out; it reads no file, clock or environment.
//! Data flows one way:
//!
//! ```text
//! pipeline.ml -> syntax -> sema -> lower -> plan -> emit -> YAML
//! ```

pub mod diag;
pub mod driver;
pub mod emit;
pub mod foreign;
pub mod lower;
pub mod modules;
pub mod plan;
pub mod project;
pub mod sema;
pub mod source;
pub mod stdlib;
pub mod syntax;
