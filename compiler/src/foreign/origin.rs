//! Where a text that is read stands, so that offsets in it become spans.
//!
//! In: a file, or a fence of an `.ml` file. Out: [`Span`]s of that file.
//! Always holds: a span made here lies inside the file or fence and on its own line's characters.

use std::ops::Range;

use crate::source::{FileId, Span};

/// Where a text stands.
#[derive(Debug, Clone)]
pub struct Origin {
    file: FileId,
    /// For each line of the text: its offset in the text, and its offset in the file. Empty for a whole file.
    lines: Vec<(u32, u32)>,
}

impl Origin {
    /// The text is a whole file.
    pub fn file(file: FileId) -> Self {
        Self { file, lines: Vec::new() }
    }

    /// The text stands in a fence whose lines begin at `body`, with indentation taken off; `source` is the whole file.
    pub fn fence(body: Span, source: &str, text: &str) -> Self {
        let mut lines = Vec::new();
        let (mut in_text, mut in_file) = (0, body.range().start);
        let mut rest = source.get(in_file..).unwrap_or("").split_inclusive('\n');
        for line in text.split_inclusive('\n') {
            let original = rest.next().unwrap_or("");
            let taken_off = content(original).len().saturating_sub(content(line).len());
            lines.push((narrow(in_text), narrow(in_file + taken_off)));
            in_text += line.len();
            in_file += original.len();
        }
        lines.push((narrow(in_text), narrow(in_file)));
        Self { file: body.file, lines }
    }

    /// The span of a range of bytes of the text.
    pub fn span(&self, range: Range<usize>) -> Span {
        let start = self.offset(range.start);
        Span::new(self.file, start, self.offset(range.end).max(start))
    }

    fn offset(&self, offset: usize) -> u32 {
        let offset = narrow(offset);
        let line = self.lines.partition_point(|(in_text, _)| *in_text <= offset);
        match line.checked_sub(1).and_then(|line| self.lines.get(line)) {
            Some((in_text, in_file)) => in_file + (offset - in_text),
            None => offset,
        }
    }
}

fn content(line: &str) -> &str {
    line.trim_end_matches(['\n', '\r'])
}

fn narrow(offset: usize) -> u32 {
    u32::try_from(offset).unwrap_or(u32::MAX)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn offsets_in_a_fence_become_offsets_of_the_file() {
        let source = "component c() python ```\r\n    a = 1\r\n\r\n      b = 2\r\n```\n";
        let text = "a = 1\n\n  b = 2\n";
        let body = u32::try_from(source.find("    a").unwrap()).unwrap();
        let origin = Origin::fence(Span::new(FileId(3), body, body), source, text);
        for name in ["a = 1", "b = 2"] {
            let at = text.find(name).unwrap();
            let span = origin.span(at..at + name.len());
            assert_eq!(source.get(span.range()), Some(name));
            assert_eq!(span.file, FileId(3));
        }
    }

    #[test]
    fn a_file_keeps_its_offsets() {
        assert_eq!(Origin::file(FileId(1)).span(4..9), Span::new(FileId(1), 4, 9));
    }
}
