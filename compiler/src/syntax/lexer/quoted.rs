//! Quoted and fenced text.
//!
//! In: text at a quote or backtick. Out: a `Str` or `Fence` token, escapes and interpolations checked.
//! Always holds: a string ends on its line; a fence that is not closed ends before the next declaration.

use super::super::errors::lexical as errors;
use super::super::literal;
use super::super::token::{Flags, TokenKind};
use super::Lexer;

/// How far the end of an interpolation is looked for.
const NEAR: usize = 1_000;

impl Lexer<'_> {
    pub(super) fn double_quoted(&mut self) {
        if self.rest().starts_with("\"\"\"") {
            return self.triple_quoted("\"\"\"");
        }
        self.string(b'"');
    }

    pub(super) fn single_quoted(&mut self) {
        if self.rest().starts_with("'''") {
            return self.triple_quoted("'''");
        }
        let start = self.at;
        if self.string(b'\'') {
            let text = self.text.get(start..self.at).unwrap_or("");
            let diagnostic = errors::single_quotes(self.span(start, self.at), text);
            self.report(diagnostic);
        }
    }

    /// `f"…"` and its like: the prefix is reported and left out.
    pub(super) fn prefixed_text(&mut self, quote: usize) {
        let prefix = self.text.get(self.at..quote).unwrap_or("");
        let is_prefix = prefix.bytes().all(|byte| matches!(byte.to_ascii_lowercase(), b'f' | b'r' | b'b' | b'u'));
        if !is_prefix {
            let kind = TokenKind::of_word(prefix);
            return self.push(kind, quote);
        }
        let diagnostic = errors::prefix(self.span(self.at, quote), prefix);
        self.report(diagnostic);
        self.at = quote;
    }

    /// Takes a string; whether it is closed.
    fn string(&mut self, quote: u8) -> bool {
        let mut at = self.at + 1;
        let mut flags = Flags::default();
        let closed = loop {
            match self.bytes.get(at) {
                Some(byte) if *byte == quote => break true,
                None | Some(b'\n') => break false,
                Some(b'\\') => {
                    flags = Flags::ESCAPES;
                    at += if matches!(self.bytes.get(at + 1), None | Some(b'\n' | b'\r')) { 1 } else { 2 };
                }
                Some(b'$') if self.bytes.get(at + 1) == Some(&b'{') => {
                    flags = Flags::ESCAPES;
                    at = self.interpolation_end(at + 2, quote);
                }
                Some(_) => at += 1,
            }
        };
        let end = if closed { at + 1 } else { self.unclosed_end(self.at + 1) };
        let start = self.at;
        self.push_flagged(TokenKind::Str, end, flags);
        if !closed {
            let diagnostic = errors::unterminated_string(self.span(start, end), char::from(quote));
            self.report(diagnostic);
        } else if flags == Flags::ESCAPES {
            let span = self.span(start, end);
            let (_, faults) = literal::string(self.text, span);
            self.out.diagnostics.extend(faults.into_iter().map(errors::in_string));
        }
        closed
    }

    /// The end of a string that is not closed: its line's, without the brackets and commas there that close or part
    /// what stands around the string.
    fn unclosed_end(&self, from: usize) -> usize {
        let mut text = self.text.get(from..self.line_end(from)).unwrap_or("").trim_end();
        while let Some(last) = text.chars().next_back().filter(|last| matches!(last, ')' | ']' | '}' | ',')) {
            let opener = match last {
                ')' => '(',
                ']' => '[',
                '}' => '{',
                _ => ',',
            };
            let closes_inside = last != ',' && text.matches(opener).count() >= text.matches(last).count();
            let shorter = text.get(..text.len() - 1).unwrap_or("").trim_end();
            if closes_inside || shorter.is_empty() {
                break;
            }
            text = shorter;
        }
        from + text.len()
    }

    /// One past the `}` of an interpolation, or `from` where there is none. A quote inside counts as part of it only
    /// where its like and the closing quote follow near by.
    fn interpolation_end(&self, from: usize, quote: u8) -> usize {
        let near = self.bytes.get(from..).unwrap_or(&[]);
        let near = near.get(..near.len().min(NEAR)).unwrap_or(&[]);
        let line = near.split(|byte| *byte == b'\n').next().unwrap_or(&[]);
        let Some(brace) = line.iter().position(|byte| *byte == b'}') else { return from };
        let (inner, rest) = line.split_at(brace);
        let even = inner.iter().fold(true, |even, byte| even != (*byte == quote));
        if !inner.contains(&quote) || (even && rest.contains(&quote)) { from + brace + 1 } else { from }
    }

    fn triple_quoted(&mut self, quotes: &str) {
        let start = self.at;
        let body = self.rest().get(3..).unwrap_or("");
        let end = body.find(quotes).map_or(self.line_end(start), |end| start + 3 + end + 3);
        self.push_flagged(TokenKind::Str, end, Flags::ESCAPES);
        let diagnostic = errors::triple_quotes(self.span(start, end), quotes);
        self.report(diagnostic);
    }

    pub(super) fn backticks(&mut self) {
        let start = self.at;
        let run = backtick_run(self.bytes, start);
        let line_end = self.line_end(start);
        if run < 3 {
            let end = self.bytes.get(start + run..line_end).and_then(|rest| rest.iter().position(|byte| *byte == b'`'));
            let end = match end {
                Some(end) => start + run + end + 1,
                None if start + run == line_end => self.meant_fence_end(start).unwrap_or(line_end),
                None => start + run,
            };
            let diagnostic = errors::single_backtick(self.span(start, end.min(line_end)));
            self.report(diagnostic);
            return self.push(TokenKind::Error, end);
        }
        let info = self.text.get(start + run..line_end).unwrap_or("");
        if let Some(inner) = info.find(&"`".repeat(run)) {
            let end = start + run + inner + run;
            let diagnostic = errors::fence_on_one_line(self.span(start, end));
            self.report(diagnostic);
            return self.push(TokenKind::Error, end);
        }
        if !info.trim().is_empty() {
            let from = start + run + (info.len() - info.trim_start().len());
            let diagnostic = errors::text_behind_fence(self.span(from, start + run + info.trim_end().len()));
            self.report(diagnostic);
        }
        let (end, closed) = self.fence_end(start, run);
        if !closed {
            let diagnostic = errors::unclosed_fence(self.span(start, start + run), run);
            self.report(diagnostic);
        }
        // Where it ends is not known, and so neither what it holds.
        self.push(if closed { TokenKind::Fence } else { TokenKind::Error }, end);
    }

    /// The end of the fence that too few backticks at `start` are meant to open; it is looked for until it is missed.
    fn meant_fence_end(&mut self, start: usize) -> Option<usize> {
        if self.fence_missed {
            return None;
        }
        let (end, closed) = self.fence_end(start, 3);
        self.fence_missed = !closed;
        closed.then_some(end)
    }

    /// The end of the fence that opens at `start` with `run` backticks, and whether it is closed.
    ///
    /// A declaration at the left edge with another opening fence before the closing one says that it is not: then the
    /// closing one belongs to that declaration.
    fn fence_end(&self, start: usize, run: usize) -> (usize, bool) {
        let mut at = self.line_end(start);
        let mut declaration = None;
        while let Some(line_break) = self.bytes.get(at..).and_then(|rest| rest.iter().position(|byte| *byte == b'\n')) {
            let line_start = at + line_break + 1;
            let line_end = self.line_end(line_start);
            let line = self.text.get(line_start..line_end).unwrap_or("");
            let trimmed = line.trim_start_matches([' ', '\t']);
            let first = line_start + (line.len() - trimmed.len());
            if trimmed.starts_with('`') && backtick_run(self.bytes, first) == run {
                return (first + run, true);
            }
            if literal::is_declaration(line) {
                declaration = declaration.or(Some(line_start));
            }
            if let Some(declared) = declaration
                && line.trim_end().ends_with("```")
            {
                return (declared, false);
            }
            at = line_end;
        }
        (declaration.unwrap_or(self.bytes.len()), false)
    }
}

fn backtick_run(bytes: &[u8], from: usize) -> usize {
    bytes.get(from..).unwrap_or(&[]).iter().take_while(|byte| **byte == b'`').count()
}
