//! What an emitter reports.
//!
//! In: capabilities that a plan asks for, and diagnostics. Out: the diagnostics, each once.
//! Always holds: whether an engine has something is told by the capability table alone.

use rustc_hash::FxHashSet;

use super::capabilities::{Capability, Support};
use super::{Options, errors};
use crate::diag::{Code, Diagnostic};
use crate::source::Span;

/// Diagnostics of one build.
pub(super) struct Reports<'a> {
    options: &'a Options,
    /// What was reported, so that a setting of many parts is reported once.
    seen: FxHashSet<(Code, Option<Span>, String)>,
    found: Vec<Diagnostic>,
}

impl<'a> Reports<'a> {
    pub(super) fn new(options: &'a Options) -> Self {
        Self { options, seen: FxHashSet::default(), found: Vec::new() }
    }

    /// Reports `capability` where the target's release is too old for it, or does not have it at all.
    pub(super) fn need(&mut self, capability: &Capability, span: Span) {
        let target = self.options.target;
        match (capability.support(target), self.options.version) {
            (Support::Since(version), Some(asked)) if asked < version => {
                self.add(errors::needs_newer(target, capability, version, asked, span));
            }
            (Support::No { reason, instead }, _) => {
                self.add(errors::lacks(target, capability, reason, instead, span));
            }
            _ => {}
        }
    }

    pub(super) fn add(&mut self, diagnostic: Diagnostic) {
        let span = diagnostic.primary.as_ref().map(|label| label.span);
        if self.seen.insert((diagnostic.code, span, diagnostic.message.clone())) {
            self.found.push(diagnostic);
        }
    }

    pub(super) fn into_diagnostics(self) -> Vec<Diagnostic> {
        self.found
    }
}
