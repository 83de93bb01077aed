//! Finds and reads the files.
//!
//! In: entry paths and a [`Loader`]. Out: [`Modules`], all sources in the [`SourceMap`], and what went wrong.
//! Always holds: a path is asked of the loader once, whether it can be read or not.

use rustc_hash::FxHashMap;

use super::{LoadError, Loader, Module, ModuleId, Modules, Target, cycle, errors, path};
use crate::diag::Diagnostic;
use crate::source::{SourceMap, Span};
use crate::stdlib;
use crate::syntax::{self, ast};

/// A larger file is not read.
pub const MAX_BYTES: u64 = 256 << 20;

/// Reads the entry files and all that they lead to.
pub fn load(entries: &[String], sources: &mut SourceMap, loader: &dyn Loader) -> (Modules, Vec<Diagnostic>) {
    let mut loading =
        Loading { sources, loader, modules: Modules::default(), known: FxHashMap::default(), reports: Vec::new() };
    for entry in entries {
        loading.module(&path::normal(entry), None);
    }
    loading.modules.entries = loading.modules.files.iter().map(|module| module.id).collect();
    // Grows while it is walked: every module met adds the files that it names.
    let mut next = 0;
    while next < loading.modules.files.len() {
        loading.follow(next);
        next += 1;
    }
    cycle::check(&loading.modules, &mut loading.reports);
    (loading.modules, loading.reports)
}

struct Loading<'a> {
    sources: &'a mut SourceMap,
    loader: &'a dyn Loader,
    modules: Modules,
    /// What each path met so far leads to.
    known: FxHashMap<String, Target>,
    reports: Vec<Diagnostic>,
}

/// A path in a source, or a `use std.…`.
enum Reference<'a> {
    File(&'a ast::StrLit, Kind),
    Std(&'a [ast::Name]),
}

/// What a path may lead to.
#[derive(Clone, Copy, PartialEq)]
enum Kind {
    /// `use "…"`
    Import,
    /// `use component "…"`
    Component,
    /// `python "…"`
    Python,
}

impl Loading<'_> {
    /// Reads what the module at `index` names, and notes where it leads.
    fn follow(&mut self, index: usize) {
        let Some(module) = self.modules.files.get_mut(index) else { return };
        // The tree is taken out while it is read, because new modules move the others.
        let empty = ast::File { doc: None, decorators: Vec::new(), items: Vec::new(), span: module.ast.span };
        let tree = std::mem::replace(&mut module.ast, empty);
        let from = module.path.clone();
        let mut targets = FxHashMap::default();
        for reference in tree.items.iter().filter_map(reference) {
            match reference {
                Reference::Std(names) => {
                    if let Some(last) = names.last() {
                        targets.insert(last.span, self.std(names, last.span));
                    }
                }
                Reference::File(literal, kind) => {
                    if let Some(target) = self.file(&from, literal, kind) {
                        targets.insert(literal.span, target);
                    }
                }
            }
        }
        if let Some(module) = self.modules.files.get_mut(index) {
            module.ast = tree;
            module.targets = targets;
        }
    }

    /// Where a path leads; `None` where it is no path: `python "acme.train::main"` names a module in the image.
    fn file(&mut self, from: &str, literal: &ast::StrLit, kind: Kind) -> Option<Target> {
        let written = match plain(literal) {
            Ok(written) => written,
            Err(why) => {
                self.reports.push(errors::not_a_path(literal.span, why));
                return Some(Target::Missing);
            }
        };
        let written = match kind {
            Kind::Python => python_path(written)?,
            _ => written,
        };
        if written.contains('\\') {
            self.reports.push(errors::not_a_path(literal.span, "parts of a path are parted by `/`"));
            return Some(Target::Missing);
        }
        let wanted = path::join(from, written);
        Some(match (kind, path::ending(written)) {
            (Kind::Import, "ml") => self.module(&wanted, Some(literal.span)),
            (Kind::Import | Kind::Python, "py") | (Kind::Component, "yaml" | "yml" | "json") => {
                self.text(&wanted, literal.span)
            }
            _ => {
                self.reports.push(errors::wrong_kind(written, literal.span, kind == Kind::Component));
                Target::Missing
            }
        })
    }

    fn std(&mut self, names: &[ast::Name], place: Span) -> Target {
        let name = names.iter().skip(1).map(|name| name.text.as_str()).collect::<Vec<_>>().join(".");
        let path = format!("std.{name}");
        if let Some(target) = self.known.get(&path) {
            return *target;
        }
        let Some(text) = stdlib::text(&name) else {
            let known: Vec<&str> = stdlib::MODULES.iter().map(|(name, _)| *name).collect();
            self.reports.push(errors::unknown_std(&name, place, &known));
            return Target::Missing;
        };
        self.parse(path, text.to_owned())
    }

    fn module(&mut self, path: &str, place: Option<Span>) -> Target {
        if let Some(target) = self.known.get(path) {
            return *target;
        }
        match self.read(path, place) {
            Some(text) => self.parse(path.to_owned(), text),
            None => Target::Missing,
        }
    }

    fn parse(&mut self, path: String, text: String) -> Target {
        let file = self.sources.add(path.clone(), text);
        let (ast, mut reports) = syntax::parse(file, self.sources.get(file).map_or("", |source| &source.text));
        self.reports.append(&mut reports);
        let id = ModuleId(u32::try_from(self.modules.files.len()).unwrap_or(u32::MAX));
        self.known.insert(path.clone(), Target::Module(id));
        self.modules.files.push(Module { id, file, path, ast, targets: FxHashMap::default() });
        Target::Module(id)
    }

    fn text(&mut self, path: &str, place: Span) -> Target {
        if let Some(target) = self.known.get(path) {
            return *target;
        }
        let Some(text) = self.read(path, Some(place)) else { return Target::Missing };
        let file = self.sources.add(path, text);
        self.known.insert(path.to_owned(), Target::Text(file));
        self.modules.texts.insert(path.to_owned(), file);
        Target::Text(file)
    }

    /// The file's text; a fault is reported and remembered.
    fn read(&mut self, path: &str, place: Option<Span>) -> Option<String> {
        match read(path, place, self.sources, self.loader) {
            Ok(text) => Some(text),
            Err(report) => {
                self.reports.push(report);
                self.known.insert(path.to_owned(), Target::Missing);
                None
            }
        }
    }
}

/// The text of the file at `path`, which is named at `place` or by the call; else the report why there is none.
pub fn read(
    path: &str,
    place: Option<Span>,
    sources: &mut SourceMap,
    loader: &dyn Loader,
) -> Result<String, Diagnostic> {
    match loader.load(path) {
        Ok(bytes) if bytes.len() as u64 > MAX_BYTES => {
            Err(errors::unreadable(path, &LoadError::TooLarge, place, loader))
        }
        Ok(bytes) => utf8(bytes).map_err(|fault| {
            let file = sources.add(path, fault.shown);
            // The character shown for the fault has three bytes.
            errors::not_utf8(path, Span::new(file, fault.at, fault.at + 3), fault.byte, fault.wide)
        }),
        Err(error) => Err(errors::unreadable(path, &error, place, loader)),
    }
}

/// Bytes that are no text.
struct NotUtf8 {
    /// The text up to the fault, and a little more, with `U+FFFD` for what is no character.
    shown: String,
    at: u32,
    byte: u8,
    /// Whether the file begins as UTF-16 does.
    wide: bool,
}

/// The text without a byte order mark.
fn utf8(bytes: Vec<u8>) -> Result<String, NotUtf8> {
    match String::from_utf8(bytes) {
        Ok(text) => Ok(text.strip_prefix('\u{feff}').map(str::to_owned).unwrap_or(text)),
        Err(error) => {
            let at = error.utf8_error().valid_up_to();
            let bytes = error.as_bytes();
            let end = bytes.len().min(at + 80);
            Err(NotUtf8 {
                shown: String::from_utf8_lossy(bytes.get(..end).unwrap_or(bytes)).into_owned(),
                at: u32::try_from(at).unwrap_or(u32::MAX),
                byte: bytes.get(at).copied().unwrap_or(0),
                wide: bytes.starts_with(&[0xff, 0xfe]) || bytes.starts_with(&[0xfe, 0xff]),
            })
        }
    }
}

fn reference(item: &ast::Item) -> Option<Reference<'_>> {
    match &item.kind {
        ast::ItemKind::Use(decl) => Some(match &decl.source {
            ast::UseSource::Std(names) => Reference::Std(names),
            ast::UseSource::File(literal) => Reference::File(literal, Kind::Import),
            ast::UseSource::Component(literal) => Reference::File(literal, Kind::Component),
        }),
        ast::ItemKind::Component(decl) => match &decl.body {
            ast::ComponentBody::PythonRef(literal) => Some(Reference::File(literal, Kind::Python)),
            _ => None,
        },
        _ => None,
    }
}

/// A literal's text, if it is plain; else why it is not.
fn plain(literal: &ast::StrLit) -> Result<&str, &'static str> {
    match literal.pieces.as_slice() {
        [ast::StrPiece::Text(text)] => Ok(text),
        [] => Err("it is empty"),
        _ => Err("it holds `${…}`"),
    }
}

/// The path in `python "…"`, without `::function`; `None` where a module of the image is named.
pub(super) fn python_path(written: &str) -> Option<&str> {
    let path = written.split_once("::").map_or(written, |(path, _)| path);
    (path.contains('/') || path.contains('\\') || path::ending(path) == "py").then_some(path)
}
