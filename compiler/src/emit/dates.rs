//! `strftime` formats as layouts of Go's `time` package, which both engines are written in.
//!
//! In: a format that was checked. Out: its parts.
//! Always holds: a layout holds directives and the marks between them alone: in Go's eyes letters and digits might be
//! parts of a time.

/// A run of a format: a layout for the time, or letters that stand for themselves.
pub(super) struct Part {
    pub(super) text: String,
    pub(super) timed: bool,
}

/// The parts of `format`.
pub(super) fn parts(format: &str) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let mut letters = format.chars();
    while let Some(letter) = letters.next() {
        let (piece, timed) = match letter {
            '%' => layout(letters.next().unwrap_or('%')),
            letter => (letter.to_string(), false),
        };
        let free = piece.bytes().all(|byte| matches!(byte, b'-' | b'/' | b':' | b'T'));
        match parts.last_mut() {
            Some(last) if last.timed == timed || last.timed && free => last.text.push_str(&piece),
            _ => parts.push(Part { text: piece, timed }),
        }
    }
    parts
}

/// What Go calls a directive, and whether it is one of the time.
fn layout(directive: char) -> (String, bool) {
    let layout = match directive {
        'Y' => "2006",
        'm' => "01",
        'd' => "02",
        'H' => "15",
        'M' => "04",
        'S' => "05",
        'j' => "002",
        'y' => "06",
        other => return (other.to_string(), false),
    };
    (layout.to_owned(), true)
}

#[cfg(test)]
mod tests {
    use super::parts;

    #[test]
    fn a_format_becomes_as_few_layouts_as_can_be() {
        let listed = |format: &str| parts(format).into_iter().map(|part| (part.text, part.timed)).collect::<Vec<_>>();
        let expected =
            |parts: &[(&str, bool)]| parts.iter().map(|(text, timed)| ((*text).to_owned(), *timed)).collect::<Vec<_>>();
        assert_eq!(listed("%Y-%m-%d"), expected(&[("2006-01-02", true)]));
        assert_eq!(
            listed("day 2 %d of%y%%"),
            expected(&[("day 2 ", false), ("02", true), (" of", false), ("06", true), ("%", false)])
        );
        assert_eq!(listed("latest"), expected(&[("latest", false)]));
    }
}
