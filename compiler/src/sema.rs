//! Sema: tree to checked program.
//!
//! In: the trees of all files. Out: [`hir::Program`] and what is wrong with them.
//! Always holds: what was reported once stays silent: `Type::Error` fits everywhere.

pub mod check;
pub mod decorators;
pub mod errors;
pub mod hir;
pub mod subtype;
pub mod triggers;
pub mod types;

use indexmap::IndexMap;
use serde_json::Value as Json;

pub(crate) use check::component::port;
pub(crate) use check::decorator::layered;
pub(crate) use check::formats::time::utc;
pub(crate) use check::names::kebab;

use crate::diag::Diagnostic;
use crate::modules::Modules;
use crate::source::SourceMap;

/// Checks all modules: the program, and what is wrong with it.
pub fn analyse(modules: &Modules, sources: &SourceMap, options: &Options) -> (hir::Program, Vec<Diagnostic>) {
    check::entry::check(modules, sources, options)
}

/// What the call of the compiler says beside the sources.
#[derive(Debug, Clone, Default)]
pub struct Options {
    /// Values for constants, by name.
    pub given: IndexMap<String, GivenValue>,
    /// The one pipeline to build; the entry pipelines if `None`.
    pub pipeline: Option<String>,
    /// Decorators that hold for every component and pipeline: a profile's and the project's, the nearest last.
    pub defaults: Vec<crate::syntax::ast::Decorator>,
    /// An `@env(…)` for the components of a module, by its path (`std.mlflow`): a profile's `env`.
    pub env: IndexMap<String, crate::syntax::ast::Decorator>,
    /// The time, in seconds since 1970, for warnings alone; without it nothing is past.
    pub now: Option<i64>,
}

/// A constant's value from outside.
#[derive(Debug, Clone)]
pub enum GivenValue {
    /// Text of the command line, read by the constant's type.
    Text(String),
    /// A JSON value of a file or profile.
    Json(Json),
}
