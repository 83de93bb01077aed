//! What an emitter reports.
//!
//! In: capabilities that a plan asks for, and diagnostics. Out: the diagnostics, each once, and what became of each row.
//! Always holds: whether an engine has something is told by the capability table alone.

use rustc_hash::FxHashSet;

use super::capabilities::{Capability, Support};
use super::{Document, Emitted, Options, Use, errors};
use crate::diag::{Code, Diagnostic, Severity};
use crate::source::Span;

/// Diagnostics of one build.
pub(super) struct Reports<'a> {
    options: &'a Options,
    /// What was reported, so that a setting of many parts is reported once.
    seen: FxHashSet<(Code, Option<Span>, String)>,
    found: Vec<Diagnostic>,
    uses: Vec<Use>,
}

impl<'a> Reports<'a> {
    pub(super) fn new(options: &'a Options) -> Self {
        Self { options, seen: FxHashSet::default(), found: Vec::new(), uses: Vec::new() }
    }

    /// Reports `capability` where the target's release is too old for it, or does not have it at all.
    pub(super) fn need(&mut self, capability: &Capability, span: Span) {
        let target = self.options.target;
        match (capability.support(target), self.options.version) {
            (Support::Since(version), Some(asked)) if asked < version => {
                self.refuse(capability, errors::needs_newer(target, capability, version, asked, span));
            }
            (Support::No { reason, instead }, _) => {
                self.refuse(capability, errors::lacks(target, capability, reason, instead, span));
            }
            _ => self.note(capability, false),
        }
    }

    /// Whether the target's release has `capability`.
    pub(super) fn has(&self, capability: &Capability) -> bool {
        match capability.support(self.options.target) {
            Support::Since(version) => self.options.version.is_none_or(|asked| asked >= version),
            Support::Always | Support::If(_) | Support::AtRunTime(_) => true,
            Support::No { .. } => false,
        }
    }

    /// Reports `diagnostic`, which is about `capability`: what only the emitter can tell.
    pub(super) fn refuse(&mut self, capability: &Capability, diagnostic: Diagnostic) {
        self.note(capability, true);
        self.add(diagnostic);
    }

    fn note(&mut self, capability: &Capability, refused: bool) {
        let one = Use { construct: capability.construct, refused };
        if !self.uses.contains(&one) {
            self.uses.push(one);
        }
    }

    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        let span = diagnostic.primary.as_ref().map(|label| label.span);
        if self.seen.insert((diagnostic.code, span, diagnostic.message.clone())) {
            self.found.push(diagnostic);
        }
    }

    pub(super) fn failed(&self) -> bool {
        self.found.iter().any(|diagnostic| diagnostic.severity == Severity::Error)
    }

    /// What came out, with `documents` unless something is wrong.
    pub(super) fn emitted(self, documents: Vec<Document>) -> Emitted {
        let documents = if self.failed() { Vec::new() } else { documents };
        Emitted { documents, diagnostics: self.found, uses: self.uses }
    }
}
