//! The lines inside of a function, put under its `def`.
//!
//! In: lines at the left edge. Out: the same, four blanks in.
//! Always holds: a line that begins inside of a text of several lines stays as it is, since its blanks are part of the
//! text's value.

/// Adds `lines` to `out` as a function's body.
pub(in crate::emit) fn body(out: &mut String, lines: &str) {
    let mut state = State::Code;
    let mut empty = true;
    for line in lines.split_inclusive('\n') {
        let content = line.trim();
        if state == State::Code && !content.is_empty() {
            out.push_str("    ");
            empty &= content.starts_with('#');
        }
        out.push_str(line);
        state = after(line, state);
    }
    if !lines.is_empty() && !out.ends_with('\n') {
        out.push('\n');
    }
    if empty {
        out.push_str("    pass\n");
    }
}

/// Where a line ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum State {
    Code,
    /// In a text of that quote.
    Text {
        quote: u8,
        triple: bool,
    },
}

/// Where `line` ends if it begins in `state`.
fn after(line: &str, mut state: State) -> State {
    let bytes = line.as_bytes();
    let mut at = 0;
    let mut continued = false;
    while let Some(&byte) = bytes.get(at) {
        continued = false;
        let triple_here = |quote: u8| bytes.get(at..at + 3) == Some(&[quote; 3]);
        match state {
            State::Code => match byte {
                b'#' => return State::Code,
                b'\'' | b'"' if triple_here(byte) => {
                    state = State::Text { quote: byte, triple: true };
                    at += 2;
                }
                b'\'' | b'"' => state = State::Text { quote: byte, triple: false },
                _ => {}
            },
            State::Text { .. } if byte == b'\\' => {
                continued = matches!(bytes.get(at + 1), Some(b'\n' | b'\r'));
                at += 1;
            }
            State::Text { quote, triple: true } if triple_here(quote) => {
                state = State::Code;
                at += 2;
            }
            State::Text { quote, triple: false } if byte == quote => state = State::Code,
            State::Text { .. } => {}
        }
        at += 1;
    }
    match state {
        State::Text { triple: false, .. } if !continued => State::Code,
        state => state,
    }
}

#[cfg(test)]
mod tests {
    use super::body;

    fn indented(lines: &str) -> String {
        let mut out = String::new();
        body(&mut out, lines);
        out
    }

    #[test]
    fn texts_of_several_lines_keep_their_blanks() {
        let lines = "x = \"\"\"a\n  b'\n\"\"\"\nif x:\n    y = 'it''s # no'  # it's\nreturn y\n";
        let expected = "    x = \"\"\"a\n  b'\n\"\"\"\n    if x:\n        y = 'it''s # no'  # it's\n    return y\n";
        assert_eq!(indented(lines), expected);
    }

    #[test]
    fn a_continued_text_stays_in_place() {
        assert_eq!(indented("x = 'a\\\n  b'\ny = 1\n"), "    x = 'a\\\n  b'\n    y = 1\n");
    }

    #[test]
    fn nothing_to_do_is_pass() {
        assert_eq!(indented("# later\n"), "    # later\n    pass\n");
        assert_eq!(indented(""), "    pass\n");
    }
}
