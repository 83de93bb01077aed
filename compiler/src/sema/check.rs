//! Checking: one tree after the other is turned into the checked program.
//!
//! In: the trees and what their names mean. Out: parts of [`super::hir::Program`] and diagnostics.
//! Always holds: declarations are known before bodies are checked, so items may stand in any order.

pub(crate) mod argument;
pub(crate) mod arguments;
pub(crate) mod block;
pub(crate) mod body;
pub(crate) mod builtin;
pub(crate) mod call;
pub(crate) mod component;
pub(crate) mod condition;
pub(crate) mod consts;
pub(crate) mod container;
pub(crate) mod decorator;
pub(crate) mod elaborate;
pub(crate) mod entry;
pub(crate) mod formats;
pub(crate) mod imported;
pub(crate) mod literal;
pub(crate) mod names;
pub(crate) mod pipeline;
pub(crate) mod repeats;
pub(crate) mod size;
pub(crate) mod trigger;
pub(crate) mod ty;
pub(crate) mod usage;
pub(crate) mod value;

use std::rc::Rc;

use rustc_hash::FxHashMap;
use smol_str::SmolStr;

use self::decorator::Layer;
use super::hir::{self, Param};
use super::types::Type;
use crate::diag::Diagnostic;
use crate::modules::{ModuleId, Modules};
use crate::source::{SourceMap, Span};
use crate::syntax::ast;

/// What a name of a module means.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Def {
    /// A constant, by its place in [`Checker::consts`].
    Const(u32),
    /// A type or artifact type, by its place in [`Checker::types`].
    Type(u32),
    /// A component.
    Component(hir::ComponentId),
    /// A pipeline.
    Pipeline(hir::PipelineId),
    /// A trigger; nothing refers to it.
    Trigger,
    /// Imported from where it is not, or the like; reported.
    Broken,
}

impl Def {
    /// What it is, for messages.
    pub(crate) fn kind(self) -> &'static str {
        match self {
            Self::Const(_) => "a constant",
            Self::Type(_) => "a type",
            Self::Component(_) => "a component",
            Self::Pipeline(_) => "a pipeline",
            Self::Trigger => "a trigger",
            Self::Broken => "not known",
        }
    }
}

/// A name of a module.
#[derive(Debug)]
pub(crate) struct Entry {
    pub(crate) def: Def,
    /// The name where it is declared or imported.
    pub(crate) span: Span,
}

/// What calls of a component or pipeline must agree with.
#[derive(Debug)]
pub(crate) struct Signature {
    pub(crate) name: SmolStr,
    pub(crate) span: Span,
    pub(crate) inputs: Vec<Param>,
    pub(crate) outputs: Vec<Param>,
    /// Whether a part of it could not be read, so that nothing can be said of its calls.
    pub(crate) torn: bool,
}

/// A constant's declaration and how far it is known.
pub(crate) struct ConstEntry<'a> {
    pub(crate) module: ModuleId,
    pub(crate) decl: &'a ast::ConstDecl,
    pub(crate) state: State<hir::Value>,
}

/// A type's declaration and how far it is known.
pub(crate) struct TypeEntry<'a> {
    pub(crate) module: ModuleId,
    pub(crate) decl: TypeDecl<'a>,
    pub(crate) state: State<Type>,
}

/// The two declarations that make types.
#[derive(Clone, Copy)]
pub(crate) enum TypeDecl<'a> {
    Type(&'a ast::TypeDecl),
    Artifact(&'a ast::ArtifactDecl),
}

/// How far something that may refer to itself is known.
#[derive(Debug, Clone)]
pub(crate) enum State<T> {
    Waiting,
    Running,
    /// Known, and on how many others it leans in a row.
    Done(T, u32),
}

/// A component's declaration.
pub(crate) struct ComponentEntry<'a> {
    pub(crate) module: ModuleId,
    pub(crate) decl: Option<(&'a ast::Item, &'a ast::ComponentDecl)>,
    pub(crate) signature: Rc<Signature>,
    pub(crate) checked: Option<hir::Component>,
    pub(crate) used: bool,
    /// Some task of it has no image.
    pub(crate) without_image: bool,
}

/// A pipeline's declaration.
pub(crate) struct PipelineEntry<'a> {
    pub(crate) module: ModuleId,
    pub(crate) item: &'a ast::Item,
    pub(crate) decl: &'a ast::PipelineDecl,
    pub(crate) signature: Rc<Signature>,
    /// Pipelines that it calls, each with the first call's place.
    pub(crate) calls: Vec<(hir::PipelineId, Span)>,
}

/// All that is known while checking.
pub(crate) struct Checker<'a> {
    pub(crate) modules: &'a Modules,
    pub(crate) sources: &'a SourceMap,
    pub(crate) options: &'a super::Options,
    pub(crate) scopes: Vec<FxHashMap<SmolStr, Entry>>,
    pub(crate) consts: Vec<ConstEntry<'a>>,
    pub(crate) types: Vec<TypeEntry<'a>>,
    pub(crate) components: Vec<ComponentEntry<'a>>,
    pub(crate) pipelines: Vec<PipelineEntry<'a>>,
    pub(crate) reports: Vec<Diagnostic>,
    /// How many definitions are being worked out inside of each other.
    pub(crate) depth: u32,
    /// The longest row of definitions that what is being worked out leans on.
    pub(crate) row: u32,
    /// How much of constants has been copied, in bytes.
    pub(crate) copied: usize,
    /// What the project's and profile's defaults come to.
    pub(crate) defaults: Layer,
    /// What each file's `@!` decorators come to, over the defaults.
    pub(crate) file_settings: Vec<Rc<hir::Settings>>,
    /// What nothing says anything of: shared by all that has no settings of its own.
    pub(crate) plain: Rc<hir::Settings>,
}

/// How many constants, types or calls of pipelines may lean on each other.
pub(crate) const MAX_DEPTH: u32 = 256;
/// Bytes of stack that one definition may take, nested as deep as the syntax lets it be.
const STACK: usize = 4 << 20;
/// The row of what leans on too many, which was reported.
const TOLD: u32 = u32::MAX;

impl Checker<'_> {
    /// Takes down a fault.
    pub(crate) fn report(&mut self, diagnostic: Diagnostic) {
        self.reports.push(diagnostic);
    }

    /// Works out a definition, with the row that it leans on. What leans on too many is reported where it first does;
    /// `None` then.
    pub(crate) fn worked_out<T>(
        &mut self,
        name: &str,
        used: Span,
        work: impl FnOnce(&mut Self) -> T,
    ) -> (Option<T>, u32) {
        let around = std::mem::replace(&mut self.row, 0);
        let mut made = None;
        let mut row = MAX_DEPTH + 1;
        if self.depth < MAX_DEPTH {
            self.depth += 1;
            made = Some(stacker::maybe_grow(STACK, 2 * STACK, || work(self)));
            self.depth -= 1;
            row = self.row.saturating_add(1);
        }
        if row > MAX_DEPTH {
            made = None;
            if row != TOLD {
                self.report(super::errors::names::too_deep(name, used));
            }
            row = TOLD;
        }
        self.row = around.max(row);
        (made, row)
    }

    /// What `name` means in `module`.
    pub(crate) fn lookup(&self, module: ModuleId, name: &str) -> Option<&Entry> {
        self.scopes[module.index()].get(name)
    }

    /// The names of a module, sorted, for suggestions.
    pub(crate) fn names(&self, module: ModuleId, wanted: impl Fn(Def) -> bool) -> Vec<SmolStr> {
        let scope = &self.scopes[module.index()];
        let mut names: Vec<SmolStr> =
            scope.iter().filter(|(_, entry)| wanted(entry.def)).map(|(name, _)| name.clone()).collect();
        names.sort();
        names
    }

    /// Whether a component or pipeline lacks its name, which may be any that is not known.
    pub(crate) fn has_nameless(&self, module: ModuleId) -> bool {
        self.lookup(module, "").is_some()
    }

    /// The signature of a component.
    pub(crate) fn component(&self, id: hir::ComponentId) -> Rc<Signature> {
        Rc::clone(&self.components[id.0 as usize].signature)
    }

    /// The signature of a pipeline.
    pub(crate) fn pipeline(&self, id: hir::PipelineId) -> Rc<Signature> {
        Rc::clone(&self.pipelines[id.0 as usize].signature)
    }
}
