//! Writes diagnostics for programs: JSON lines, one object a diagnostic.
//!
//! In: diagnostics and their sources. Out: text, each line one object with the fields of [`Report`], in that order.
//! Always holds: these fields stay as they are; new ones may be added. Every field is there in every object.

use serde::Serialize;

use super::{Applicability, Diagnostic, Help, Label, Severity, in_order};
use crate::source::{SourceMap, Span};

/// One diagnostic.
#[derive(Serialize)]
struct Report<'a> {
    /// `E0301`
    code: &'static str,
    /// `error` or `warning`
    severity: &'static str,
    /// What is wrong, in one line.
    message: &'a str,
    /// The path as it was given or reached; `null` where no source is to blame, as `start` and `end` are then.
    file: Option<&'a str>,
    /// The first character of the smallest wrong thing.
    start: Option<Position>,
    /// One past its last character.
    end: Option<Position>,
    /// Places that have to do with it; the primary one first.
    labels: Vec<Place<'a>>,
    /// Facts that help to understand.
    notes: &'a [String],
    /// Ways out, the best first.
    help: Vec<Way<'a>>,
}

/// A place in a file.
#[derive(Serialize)]
struct Position {
    /// From 1.
    line: usize,
    /// From 1, in characters.
    column: usize,
    /// From 0, in bytes of the file as UTF-8.
    offset: u32,
}

/// A place with a few words.
#[derive(Serialize)]
struct Place<'a> {
    /// Its file.
    file: &'a str,
    /// Its first character.
    start: Position,
    /// One past its last character.
    end: Position,
    /// What about it; may be empty.
    text: &'a str,
    /// Whether it is the wrong thing itself.
    primary: bool,
}

/// A way out.
#[derive(Serialize)]
struct Way<'a> {
    /// What to do.
    text: &'a str,
    /// `safe`: may be applied unasked; `guess`: ask first.
    applicability: &'static str,
    /// Replacements, to be applied together; may be empty.
    edits: Vec<Edit<'a>>,
}

/// A replacement.
#[derive(Serialize)]
struct Edit<'a> {
    /// Its file.
    file: &'a str,
    /// The first character to replace.
    start: Position,
    /// One past the last; equal to `start` where text is put in.
    end: Position,
    /// The new text.
    replacement: &'a str,
}

/// The diagnostics as JSON lines, in the order of files and places.
pub fn json(diagnostics: &[Diagnostic], sources: &SourceMap) -> String {
    let mut out = String::new();
    for diagnostic in in_order(diagnostics) {
        // Strings, numbers and lists of them always have a JSON form.
        if let Ok(line) = serde_json::to_string(&report(diagnostic, sources)) {
            out.push_str(&line);
            out.push('\n');
        }
    }
    out
}

fn report<'a>(diagnostic: &'a Diagnostic, sources: &'a SourceMap) -> Report<'a> {
    let primary = diagnostic.primary.as_ref();
    let ends = primary.map(|label| ends(label.span, sources));
    let (start, end) = ends.map_or((None, None), |(start, end)| (Some(start), Some(end)));
    let secondary = diagnostic.secondary.iter().map(|label| place(label, false, sources));
    Report {
        code: diagnostic.code.name(),
        severity: match diagnostic.severity {
            Severity::Error => "error",
            Severity::Warning => "warning",
        },
        message: &diagnostic.message,
        file: primary.map(|label| path(label.span, sources)),
        start,
        end,
        labels: primary.map(|label| place(label, true, sources)).into_iter().chain(secondary).collect(),
        notes: &diagnostic.notes,
        help: diagnostic.help.iter().map(|help| way(help, sources)).collect(),
    }
}

fn place<'a>(label: &'a Label, primary: bool, sources: &'a SourceMap) -> Place<'a> {
    let (start, end) = ends(label.span, sources);
    Place { file: path(label.span, sources), start, end, text: &label.text, primary }
}

fn way<'a>(help: &'a Help, sources: &'a SourceMap) -> Way<'a> {
    Way {
        text: &help.text,
        applicability: match help.applicability {
            Applicability::Safe => "safe",
            Applicability::Guess => "guess",
        },
        edits: help
            .edits
            .iter()
            .map(|(span, replacement)| {
                let (start, end) = ends(*span, sources);
                Edit { file: path(*span, sources), start, end, replacement }
            })
            .collect(),
    }
}

fn path(span: Span, sources: &SourceMap) -> &str {
    sources.get(span.file).map_or("", |file| &file.path)
}

fn ends(span: Span, sources: &SourceMap) -> (Position, Position) {
    let position = |offset: u32| {
        let (line, column) = sources.get(span.file).map_or((1, 1), |file| file.line_column(offset));
        Position { line, column, offset }
    };
    (position(span.start), position(span.end))
}
