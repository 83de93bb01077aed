//! Draws diagnostics for people.
//!
//! In: diagnostics and their sources. Out: text, in order of files and places: each with the lines it is about, the
//! facts and the ways out; or, in the short form, one line each.
//! Always holds: spans reach ariadne as characters of an [`excerpt`](super::excerpt), so that none can lie beside the
//! text; whatever comes out of a source or a message is free of control characters; colour comes only if asked for.

use std::collections::HashMap;
use std::fmt::Write as _;
use std::ops::Range;

use ariadne::{Cache, Color, Config, Fmt, LabelAttach, Report, ReportKind, Source};

use super::excerpt::{excerpt, visible};
use super::{Diagnostic, Help, Label, Severity, in_order};
use crate::source::{FileId, SourceMap, Span};

/// More errors than this are counted, not shown.
const SHOWN: usize = 200;
/// Stands for a label's missing text, so that the line that would hold it can be taken out.
const SILENT: &str = "\u{3}";

/// Draws the diagnostics with their source lines, and a last line that says how to learn more.
pub fn render(diagnostics: &[Diagnostic], sources: &SourceMap, color: bool) -> String {
    let sorted = in_order(diagnostics);
    let mut out = String::new();
    for diagnostic in sorted.iter().take(SHOWN) {
        draw(diagnostic, sources, color, &mut out);
        out.push('\n');
    }
    more(sorted.len(), &mut out);
    if !sorted.is_empty() {
        let mut codes: Vec<&str> = Vec::new();
        for diagnostic in sorted.iter().take(SHOWN) {
            if !codes.contains(&diagnostic.code.name()) {
                codes.push(diagnostic.code.name());
            }
        }
        let (first, rest) = codes.split_first().map_or(("", &[][..]), |(first, rest)| (*first, rest));
        let also = if rest.is_empty() { String::new() } else { format!(" (also {})", rest.join(", ")) };
        let _ = writeln!(out, "{} mlc explain {first}{also}", paint("= explain:", Color::Cyan, color));
    }
    out
}

/// One line a diagnostic: `path:line:column: error[E0301]: message`.
pub fn short(diagnostics: &[Diagnostic], sources: &SourceMap) -> String {
    let sorted = in_order(diagnostics);
    let mut out = String::new();
    for diagnostic in sorted.iter().take(SHOWN) {
        if let Some(label) = &diagnostic.primary {
            let _ = write!(out, "{}: ", location(label.span, sources));
        }
        let _ = writeln!(out, "{}: {}", kind(diagnostic), visible(&diagnostic.message, false));
    }
    more(sorted.len(), &mut out);
    out
}

fn more(count: usize, out: &mut String) {
    if count > SHOWN {
        let _ = writeln!(out, "… and {} more", count - SHOWN);
    }
}

fn kind(diagnostic: &Diagnostic) -> String {
    let severity = match diagnostic.severity {
        Severity::Error => "error",
        Severity::Warning => "warning",
    };
    format!("{severity}[{}]", diagnostic.code)
}

fn paint(text: &str, with: Color, color: bool) -> String {
    text.fg(color.then_some(with)).to_string()
}

fn location(span: Span, sources: &SourceMap) -> String {
    let file = sources.get(span.file);
    let (line, column) = file.map_or((1, 1), |file| file.line_column(span.start));
    format!("{}:{line}:{column}", file.map_or_else(String::new, |file| visible(&file.path, false)))
}

fn draw(diagnostic: &Diagnostic, sources: &SourceMap, color: bool, out: &mut String) {
    let labels = labels(diagnostic);
    let mut excerpts = Excerpts::new(&labels, sources);
    let tint = if diagnostic.severity == Severity::Error { Color::Red } else { Color::Yellow };
    let _ = writeln!(out, "{}: {}", paint(&kind(diagnostic), tint, color), visible(&diagnostic.message, false));
    let primary = excerpts.ranges.first().cloned().unwrap_or((FileId::default(), 0..0));
    let config = Config::new().with_color(color).with_label_attach(LabelAttach::Start).with_tab_width(4);
    let mut report = Report::build(ReportKind::Error, primary).with_config(config);
    for (at, range) in excerpts.in_reading_order(&labels) {
        let label = labels.get(at).copied();
        let text = label.map(|label| visible(&label.text, false)).filter(|text| !text.is_empty());
        let alone = !shares_line(&labels, at, sources);
        let text = text.unwrap_or_else(|| if alone { SILENT.into() } else { "here".into() });
        let shade = if at == 0 && diagnostic.primary.is_some() { tint } else { Color::Blue };
        report = report.with_label(ariadne::Label::new(range).with_message(text).with_color(shade));
    }
    let mut drawn = Vec::new();
    // Writing into memory does not fail.
    let _ = report.finish().write(&mut excerpts, &mut drawn);
    tidy(&String::from_utf8_lossy(&drawn), &excerpts, out);
    footer(diagnostic, sources, excerpts.margin(), color, out);
}

/// The primary label first, then the others; nothing twice.
fn labels(diagnostic: &Diagnostic) -> Vec<&Label> {
    let mut labels: Vec<&Label> = Vec::new();
    for label in diagnostic.primary.iter().chain(&diagnostic.secondary) {
        if !labels.contains(&label) {
            labels.push(label);
        }
    }
    labels
}

/// The facts and the ways out, each after a `=` below the frame's left edge, which is `width` columns in.
fn footer(diagnostic: &Diagnostic, sources: &SourceMap, width: usize, color: bool, out: &mut String) {
    let bar = paint("│", Color::Fixed(246), color);
    if diagnostic.primary.is_some() && !(diagnostic.help.is_empty() && diagnostic.notes.is_empty()) {
        let _ = writeln!(out, "{:width$}{bar}", "");
    }
    for help in &diagnostic.help {
        entry("help", Color::Green, &advice(help, sources), width, color, out);
        if let Some(patch) = patch(help, sources) {
            let [before, new, after] = [&patch.before, &patch.new, &patch.after].map(|text| visible(text, false));
            let number = patch.line;
            let column = width - 1;
            let _ = writeln!(out, "{number:>column$} {bar} {before}{}{after}", paint(&new, Color::Green, color));
            // A tab of the line stays one, so that the marks stand below the new text.
            let blank: String = before.chars().map(|c| if c == '\t' { c } else { ' ' }).collect();
            let marks = "+".repeat(new.chars().count());
            let _ = writeln!(out, "{:width$}{bar} {blank}{}", "", paint(&marks, Color::Green, color));
        }
    }
    for note in &diagnostic.notes {
        entry("note", Color::Cyan, &visible(note, true), width, color, out);
    }
}

fn entry(name: &str, tint: Color, text: &str, width: usize, color: bool, out: &mut String) {
    let mut lines = text.lines();
    let _ = writeln!(out, "{:width$}= {}: {}", "", paint(name, tint, color), lines.next().unwrap_or(""));
    for line in lines {
        let indented = format!("{:width$}        {line}", "");
        let _ = writeln!(out, "{}", indented.trim_end());
    }
}

/// The help in words; a replacement that they do not show follows them, if it says enough by itself.
fn advice(help: &Help, sources: &SourceMap) -> String {
    let text = visible(&help.text, true);
    match help.edits.as_slice() {
        [(span, new)] if span.start < span.end && is_word(new) && !help.text.contains(new.as_str()) => {
            format!("{text}: `{}`", visible(new, false))
        }
        _ if patch(help, sources).is_some() => format!("{text}:"),
        _ => text,
    }
}

/// Whether a replacement can be understood without the line around it.
fn is_word(text: &str) -> bool {
    !text.is_empty() && text.len() <= 40 && text.chars().all(|c| c.is_alphanumeric() || "_.-\"<>?@:/".contains(c))
}

/// A line as it reads after an edit.
struct Patch<'a> {
    line: usize,
    before: &'a str,
    new: &'a str,
    after: &'a str,
}

/// The line after the help's only edit; nothing where the words say it all, or where it does not fit one line.
fn patch<'a>(help: &'a Help, sources: &'a SourceMap) -> Option<Patch<'a>> {
    let [(span, new)] = help.edits.as_slice() else { return None };
    let insertion = span.start == span.end;
    if new.is_empty() || new.contains('\n') || help.text.contains(new.as_str()) || (is_word(new) && !insertion) {
        return None;
    }
    let file = sources.get(span.file)?;
    let (line, _) = file.line_column(span.start);
    let range = file.line_range(line);
    let before = file.text.get(range.start..span.start as usize)?;
    let after = file.text.get(span.end as usize..range.end)?.trim_end();
    (before.len() + new.len() + after.len() <= 120).then_some(Patch { line, before, new, after })
}

/// The excerpts of one report, by file.
struct Excerpts {
    sources: HashMap<FileId, (String, Source<String>)>,
    /// Of each label.
    ranges: Vec<(FileId, Range<usize>)>,
}

impl Excerpts {
    fn new(labels: &[&Label], sources: &SourceMap) -> Self {
        let mut excerpts = Self { sources: HashMap::new(), ranges: vec![(FileId::default(), 0..0); labels.len()] };
        for id in labels.iter().map(|label| label.span.file) {
            let Some(file) = sources.get(id) else { continue };
            if excerpts.sources.contains_key(&id) {
                continue;
            }
            let here: Vec<usize> = (0..labels.len()).filter(|at| labels[*at].span.file == id).collect();
            let spans: Vec<Span> = here.iter().map(|at| labels[*at].span).collect();
            let first = spans.first().copied().unwrap_or_default();
            let cut = excerpt(file, &spans);
            for (at, range) in here.into_iter().zip(cut.ranges) {
                excerpts.ranges[at] = (id, range);
            }
            excerpts.sources.insert(id, (location(first, sources), Source::from(cut.text)));
        }
        excerpts
    }

    /// The labels in the order in which ariadne draws one frame a file: the primary one's file first, then by place.
    fn in_reading_order(&self, labels: &[&Label]) -> Vec<(usize, (FileId, Range<usize>))> {
        let home = labels.first().map(|label| label.span.file);
        let mut order: Vec<usize> = (0..labels.len()).collect();
        order.sort_by_key(|at| {
            let span = labels[*at].span;
            (Some(span.file) != home, span.file, self.line_of(*at), span.start)
        });
        order.into_iter().map(|at| (at, self.ranges[at].clone())).collect()
    }

    /// The line that a label ends on, from 0.
    fn line_of(&self, at: usize) -> usize {
        let (id, range) = &self.ranges[at];
        let line = self.sources.get(id).and_then(|(_, source)| source.get_offset_line(range.end - 1));
        line.map_or(0, |(_, line, _)| line)
    }

    /// The column of the frame's left edge: the greatest line number, a blank on either side.
    fn margin(&self) -> usize {
        (0..self.ranges.len()).map(|at| (self.line_of(at) + 1).to_string().len() + 2).max().unwrap_or(2)
    }
}

/// Whether the label runs over several lines, or another one stands on its line.
fn shares_line(labels: &[&Label], at: usize, sources: &SourceMap) -> bool {
    let lines = |label: &Label| {
        let file = sources.get(label.span.file);
        file.map_or((0, 0), |file| (file.line_column(label.span.start).0, file.line_column(label.span.end).0))
    };
    let (first, last) = lines(labels[at]);
    first != last
        || (0..labels.len()).any(|other| {
            let (start, end) = lines(labels[other]);
            other != at && labels[other].span.file == labels[at].span.file && start <= last && first <= end
        })
}

impl Cache<FileId> for Excerpts {
    type Storage = String;

    fn fetch(&mut self, id: &FileId) -> Result<&Source<String>, impl std::fmt::Debug> {
        self.sources.get(id).map(|(_, source)| source).ok_or("no such file")
    }

    fn display<'a>(&self, id: &'a FileId) -> Option<impl std::fmt::Display + 'a> {
        // `tidy` puts the true place here: ariadne would count the columns of the excerpt.
        Some(format!("\u{1}{}\u{2}", id.0))
    }
}

/// Takes ariadne's drawing over: no head and no lower edge, true places, no blanks at line ends, no arrows to nothing.
fn tidy(drawn: &str, excerpts: &Excerpts, out: &mut String) {
    let mut lines: Vec<String> = Vec::new();
    for line in drawn.lines().skip(1) {
        if line.contains(SILENT) {
            continue;
        }
        let line = match (line.split_once('\u{1}'), line.split_once('\u{2}')) {
            (Some((before, _)), Some((_, after))) => {
                let id = line.split(['\u{1}', '\u{2}']).nth(1).and_then(|id| id.parse().ok()).map(FileId);
                let place = id.and_then(|id| excerpts.sources.get(&id)).map_or("", |(place, _)| place);
                let after = after.split_once(' ').map_or("", |(_, after)| after);
                format!("{before}{place} {after}")
            }
            _ => line.to_owned(),
        };
        lines.push(line);
    }
    lines.pop();
    for line in lines {
        out.push_str(line.trim_end());
        out.push('\n');
    }
}
