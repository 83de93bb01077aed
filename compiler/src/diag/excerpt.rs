//! The lines of a source that a report shows, made fit to be shown.
//!
//! In: a file and byte spans in it. Out: a text with the file's line numbers, in which only the lines that the spans
//! touch are filled, and the spans as ranges of *characters* of that text.
//! Always holds: every range has at least one character, lies on characters that are there and never crosses a line's
//! end; no control or direction-changing character of the source is left in; no line is longer than [`MAX_WIDTH`].

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::ops::Range;

use crate::source::{SourceFile, Span};

/// A longer line is cut around the first span that touches it.
const MAX_WIDTH: usize = 160;
/// How many characters are kept in front of the span of a cut line.
const LEAD: usize = 50;

/// What a report shows of one file.
pub(super) struct Excerpt {
    /// Blank lines, but for those that the spans touch.
    pub(super) text: String,
    /// The spans in the order given, as characters of `text`.
    pub(super) ranges: Vec<Range<usize>>,
}

/// A line as shown: its characters, and where each byte of the source went.
struct Shown {
    text: String,
    /// `(byte in the source line, character in the text)` of each character of the source, and of the line's end.
    places: Vec<(usize, usize)>,
}

/// One end of a span: its line from 1, and the byte in that line.
#[derive(Clone, Copy)]
struct Place {
    line: usize,
    byte: usize,
}

/// Cuts out of `file` what shows `spans`; of several spans on one long line the first is sure to be seen.
pub(super) fn excerpt(file: &SourceFile, spans: &[Span]) -> Excerpt {
    let places: Vec<(Place, Place)> = spans.iter().map(|span| places(file, *span)).collect();
    let mut lines: BTreeMap<usize, Shown> = BTreeMap::new();
    for place in places.iter().flat_map(|(start, end)| [start, end]) {
        let source = file.text.get(file.line_range(place.line)).unwrap_or("");
        lines.entry(place.line).or_insert_with(|| shown(source, place.byte));
    }
    let mut text = String::new();
    let mut starts = BTreeMap::new();
    let (mut characters, mut next) = (0, 1);
    for (line, shown) in &lines {
        let blanks = line - next;
        text.extend(std::iter::repeat_n('\n', blanks));
        starts.insert(*line, characters + blanks);
        // One more blank behind the line, so that a span at its end has a character to lie on.
        let _ = writeln!(text, "{} ", shown.text);
        characters += blanks + shown.text.chars().count() + 2;
        next = line + 1;
    }
    let offset = |place: Place| {
        let start = starts.get(&place.line).copied().unwrap_or(0);
        start + lines.get(&place.line).map_or(0, |shown| shown.character(place.byte))
    };
    let ranges = places.iter().map(|(start, end)| offset(*start)..offset(*end).max(offset(*start) + 1)).collect();
    Excerpt { text, ranges }
}

/// The span's ends, moved onto characters of the text; the end not onto the start of a line that it does not touch.
fn places(file: &SourceFile, span: Span) -> (Place, Place) {
    let start = file.floor(span.start);
    let end = file.floor(span.end).max(start);
    let place = |offset: usize| {
        let (line, _) = file.line_column(u32::try_from(offset).unwrap_or(u32::MAX));
        let range = file.line_range(line);
        Place { line, byte: offset.min(range.end) - range.start }
    };
    let (first, mut last) = (place(start), place(end));
    if last.line > first.line && last.byte == 0 {
        let line = last.line - 1;
        last = Place { line, byte: file.line_range(line).len() };
    }
    (first, last)
}

impl Shown {
    /// The character that shows byte `byte` of the source line; the nearest one that was not cut off.
    fn character(&self, byte: usize) -> usize {
        let index = self.places.partition_point(|(place, _)| *place < byte);
        self.places.get(index).or(self.places.last()).map_or(0, |(_, character)| *character)
    }
}

/// Shows a line; where it is too long, the part around byte `focus`.
fn shown(line: &str, focus: usize) -> Shown {
    let mut text = String::new();
    let mut places = Vec::new();
    let mut width = 0;
    let (from, cut) = window(line, focus);
    if from > 0 {
        text.push('…');
        places.push((0, 0));
        width = 1;
    }
    for (byte, c) in line.char_indices().skip(from) {
        if cut && width >= MAX_WIDTH {
            places.push((byte, width));
            text.push('…');
            return Shown { text, places };
        }
        places.push((byte, width));
        let before = text.len();
        push_visible(&mut text, c);
        width += text.get(before..).map_or(1, |added| added.chars().count());
    }
    places.push((line.len(), width));
    Shown { text, places }
}

/// The first character of `line` to show, and whether the line is cut at all.
fn window(line: &str, focus: usize) -> (usize, bool) {
    if line.len() <= MAX_WIDTH || line.chars().count() <= MAX_WIDTH {
        return (0, false);
    }
    let before = line.char_indices().take_while(|(byte, _)| *byte < focus).count();
    let from = if before < MAX_WIDTH / 2 { 0 } else { before - LEAD };
    (from, true)
}

/// Whether a character would vanish, move the cursor or turn the direction of what follows.
fn is_hidden(c: char) -> bool {
    (c.is_control() && c != '\t')
        || matches!(c, '\u{061c}' | '\u{200b}' | '\u{200e}' | '\u{200f}' | '\u{2028}'..='\u{202e}'
            | '\u{2060}'..='\u{206f}' | '\u{feff}')
}

fn push_visible(text: &mut String, c: char) {
    if is_hidden(c) { text.extend(c.escape_default()) } else { text.push(c) }
}

/// The text with characters that would garble a terminal escaped; line ends stay where `lines` says so.
pub(super) fn visible(text: &str, lines: bool) -> String {
    let mut out = String::with_capacity(text.len());
    for c in text.chars() {
        if lines && c == '\n' { out.push(c) } else { push_visible(&mut out, c) }
    }
    out
}
