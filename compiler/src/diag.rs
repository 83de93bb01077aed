//! Diagnostics as plain data: what is wrong, where, who else is concerned, and the way out.
//!
//! In: phases build them. Out: renderers (`diag/render.rs` for people, `diag/json.rs` for programs) draw them.
//! Always holds: a message is in the user's words, lower case, without a full stop, names in backticks; the primary
//! label lies on the smallest wrong thing.

pub mod code;
mod excerpt;
pub mod json;
pub mod render;

pub use code::Code;

use crate::source::Span;

/// How bad it is.
#[derive(Debug, Clone, Copy, PartialEq, Eq, Hash, PartialOrd, Ord)]
pub enum Severity {
    /// Nothing is built.
    Error,
    /// Built, but worth a look.
    Warning,
}

/// A place with a few words on its part in the matter.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Label {
    /// Where.
    pub span: Span,
    /// What about it; may be empty on a primary label that the message explains.
    pub text: String,
}

/// Whether an edit may be applied without asking.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub enum Applicability {
    /// The meaning is certain; `--fix` applies it.
    Safe,
    /// A good guess, offered in the editor.
    Guess,
}

/// A way out, in words and where possible as an edit.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Help {
    /// What to do.
    pub text: String,
    /// The same as replacements of spans, to be applied together; empty if it can't be said as an edit.
    pub edits: Vec<(Span, String)>,
    /// Whether the edits are safe to apply unasked.
    pub applicability: Applicability,
}

/// One report.
#[derive(Debug, Clone, PartialEq, Eq)]
pub struct Diagnostic {
    /// Its code, which has a page for `mlc explain`.
    pub code: Code,
    /// Error or warning.
    pub severity: Severity,
    /// What is wrong, in one line.
    pub message: String,
    /// The smallest wrong thing; `None` where no source is concerned (a missing file on the command line).
    pub primary: Option<Label>,
    /// The other parties: the declaration, the first use.
    pub secondary: Vec<Label>,
    /// Facts that help to understand.
    pub notes: Vec<String>,
    /// Ways out, the best first.
    pub help: Vec<Help>,
}

impl Diagnostic {
    /// An error at `span`; `label` says what about that place.
    pub fn error(code: Code, span: Span, message: impl Into<String>, label: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            primary: Some(Label { span, text: label.into() }),
            secondary: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
        }
    }

    /// An error that no source text is to blame for.
    pub fn bare(code: Code, message: impl Into<String>) -> Self {
        Self {
            code,
            severity: Severity::Error,
            message: message.into(),
            primary: None,
            secondary: Vec::new(),
            notes: Vec::new(),
            help: Vec::new(),
        }
    }

    /// The same as a warning.
    #[must_use]
    pub fn warning(mut self) -> Self {
        self.severity = Severity::Warning;
        self
    }

    /// Shows another place that has to do with it.
    #[must_use]
    pub fn with(mut self, span: Span, text: impl Into<String>) -> Self {
        self.secondary.push(Label { span, text: text.into() });
        self
    }

    /// Adds a fact.
    #[must_use]
    pub fn note(mut self, text: impl Into<String>) -> Self {
        self.notes.push(text.into());
        self
    }

    /// Adds a way out in words.
    #[must_use]
    pub fn help(mut self, text: impl Into<String>) -> Self {
        self.help.push(Help { text: text.into(), edits: Vec::new(), applicability: Applicability::Guess });
        self
    }

    /// Adds a way out that replaces `span`; a guess, offered and not applied unasked.
    #[must_use]
    pub fn suggest(mut self, text: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        self.help.push(Help {
            text: text.into(),
            edits: vec![(span, replacement.into())],
            applicability: Applicability::Guess,
        });
        self
    }

    /// Adds a way out that replaces `span` and is certain to be meant.
    #[must_use]
    pub fn fix(mut self, text: impl Into<String>, span: Span, replacement: impl Into<String>) -> Self {
        self.help.push(Help {
            text: text.into(),
            edits: vec![(span, replacement.into())],
            applicability: Applicability::Safe,
        });
        self
    }
}

/// The diagnostics by file and place, those without a place first; what was reported twice stands once.
fn in_order(diagnostics: &[Diagnostic]) -> Vec<&Diagnostic> {
    let mut sorted: Vec<&Diagnostic> = diagnostics.iter().collect();
    sorted.sort_by_key(|diagnostic| diagnostic.primary.as_ref().map(|label| label.span));
    let mut once: Vec<&Diagnostic> = Vec::with_capacity(sorted.len());
    for diagnostic in sorted {
        let span = diagnostic.primary.as_ref().map(|label| label.span);
        let mut same_place =
            once.iter().rev().take_while(|other| other.primary.as_ref().map(|label| label.span) == span);
        if !same_place.any(|other| *other == diagnostic) {
            once.push(diagnostic);
        }
    }
    once
}

/// The candidate nearest to `name`, if one is near enough to be meant.
pub fn did_you_mean<'a>(name: &str, candidates: impl IntoIterator<Item = &'a str>) -> Option<&'a str> {
    let limit = (name.chars().count() / 3).max(1) + usize::from(name.chars().count() > 3);
    candidates
        .into_iter()
        .map(|candidate| (strsim::damerau_levenshtein(&name.to_lowercase(), &candidate.to_lowercase()), candidate))
        .filter(|(distance, candidate)| *distance <= limit && *distance < candidate.chars().count())
        .min_by_key(|(distance, _)| *distance)
        .map(|(_, candidate)| candidate)
}
