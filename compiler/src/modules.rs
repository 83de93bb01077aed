//! Modules: every file that a compilation reads, found by following `use` and `python "…"`.
//!
//! In: paths of entry files and a [`Loader`] that reads them. Out: [`Modules`]: all trees, all texts of other languages,
//! and for every path in a source what it leads to.
//! Always holds: a file is read once; what could not be read was reported once and leads to [`Target::Missing`]; modules
//! do not import each other in a circle without a report.

mod cycle;
mod errors;
mod load;
pub mod path;

use rustc_hash::FxHashMap;

use crate::source::{FileId, Span};
use crate::syntax::ast;

pub use load::{MAX_BYTES, load, read};

/// Reads files for the library, which has no hands of its own.
pub trait Loader {
    /// The bytes of the file at `path`, whose parts are parted by `/`; relative to where the compiler was called.
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError>;

    /// Names of files in the folder of `path`, for suggestions; none where it can't say.
    fn neighbours(&self, path: &str) -> Vec<String>;
}

/// Why a file was not read.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum LoadError {
    /// There is nothing at that path.
    NotFound,
    /// There is a folder.
    Directory,
    /// It has more than [`MAX_BYTES`].
    TooLarge,
    /// What the system said.
    Other(String),
}

/// A place in [`Modules::files`].
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub struct ModuleId(pub u32);

impl ModuleId {
    /// The place as an index.
    pub fn index(self) -> usize {
        self.0 as usize
    }
}

/// One `.ml` file.
#[derive(Debug, Clone)]
pub struct Module {
    /// Its place.
    pub id: ModuleId,
    /// Its text.
    pub file: FileId,
    /// `parts/train.ml`, or `std.mlflow` for a module of the standard library.
    pub path: String,
    /// Its tree; empty if the file could not be read.
    pub ast: ast::File,
    targets: FxHashMap<Span, Target>,
}

impl Module {
    /// What the path in this file at `span` leads to. The span is that of the string literal of `use "…"`,
    /// `use component "…"` or `python "./…"`, and of a `use std.…`'s last name.
    pub fn target(&self, span: Span) -> Target {
        self.targets.get(&span).copied().unwrap_or(Target::Missing)
    }

    /// Whether it belongs to the standard library.
    pub fn is_std(&self) -> bool {
        self.path.starts_with("std.")
    }
}

/// What a path in a source leads to.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Target {
    /// Another `.ml` file, or a module of the standard library.
    Module(ModuleId),
    /// A Python, YAML or other text.
    Text(FileId),
    /// Nothing that could be read; reported.
    Missing,
}

/// All files of a compilation.
#[derive(Debug, Clone, Default)]
pub struct Modules {
    /// The entry files in the order given, then what they use in the order in which it was met.
    pub files: Vec<Module>,
    /// Those whose pipelines are built.
    pub entries: Vec<ModuleId>,
    texts: FxHashMap<String, FileId>,
}

impl Modules {
    /// The module of `id`.
    pub fn get(&self, id: ModuleId) -> Option<&Module> {
        self.files.get(id.index())
    }

    /// The modules whose pipelines are built.
    pub fn entries(&self) -> impl Iterator<Item = &Module> {
        self.entries.iter().filter_map(|id| self.get(*id))
    }

    /// Whether the module's pipelines are built.
    pub fn is_entry(&self, id: ModuleId) -> bool {
        self.entries.contains(&id)
    }

    /// The text of another language that was read from `path`, as [`path::join`] makes it.
    pub fn text(&self, path: &str) -> Option<FileId> {
        self.texts.get(path).copied()
    }
}
