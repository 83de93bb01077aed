//! Reports on what is inside of tokens.
//!
//! In: spans and the text that stands there. Out: one diagnostic each.
//! Always holds: one constructor a fault, the way out as an edit where it is certain.

use super::super::literal::{Fault, FaultKind};
use crate::diag::{Code, Diagnostic};
use crate::source::Span;

/// A character that no token begins with.
pub(in crate::syntax) fn character(span: Span, character: char) -> Diagnostic {
    let message = format!("the character `{character}` has no meaning here");
    let diagnostic = Diagnostic::error(Code::E0101, span, message, "not part of the language");
    match character {
        '\u{2013}' | '\u{2014}' | '\u{2212}' => diagnostic.suggest("use a minus", span, "-"),
        '\u{2192}' => diagnostic.fix("write the arrow as `->`", span, "->"),
        '\u{2026}' => diagnostic.help("put the left-out text in"),
        '$' => diagnostic.help("a value is put into text as `\"${name}\"`; elsewhere its name stands alone"),
        '\\' => diagnostic.help("an expression goes on over lines by itself inside of `(` and `[`, or before a `.`"),
        _ => diagnostic,
    }
}

/// A blank that is neither space nor tab.
pub(in crate::syntax) fn blank(span: Span, character: char) -> Diagnostic {
    let message = format!("a blank of another kind (U+{:04X})", u32::from(character));
    Diagnostic::error(Code::E0101, span, message, "looks like a space").fix("use a space", span, " ")
}

/// A control character, or one that turns the writing direction.
pub(in crate::syntax) fn hidden_character(span: Span, character: char) -> Diagnostic {
    let code = u32::from(character);
    let message = format!("a character that is not shown (U+{code:04X})");
    Diagnostic::error(Code::E0101, span, message, "hidden here")
        .note("it can make the text read differently from what it does")
        .help(format!("take it out, or write `\\u{{{code:x}}}` in a string"))
}

/// `“text”`
pub(in crate::syntax) fn curly_quotes(span: Span, body: &str) -> Diagnostic {
    let diagnostic = Diagnostic::error(Code::E0124, span, "text stands in straight quotes", "curly quotes");
    if body.contains('\\') { diagnostic } else { diagnostic.fix("use `\"`", span, format!("\"{body}\"")) }
}

/// `'text'`
pub(in crate::syntax) fn single_quotes(span: Span, text: &str) -> Diagnostic {
    let inner = text.get(1..text.len().saturating_sub(1)).unwrap_or("");
    let inner = inner.replace("\\'", "'").replace('"', "\\\"");
    Diagnostic::error(Code::E0124, span, "text stands in double quotes", "single quotes").fix(
        "use `\"`",
        span,
        format!("\"{inner}\""),
    )
}

/// `"""text"""`
pub(in crate::syntax) fn triple_quotes(span: Span, quotes: &str) -> Diagnostic {
    let message = format!("text over several lines stands in a fence, not in `{quotes}`");
    Diagnostic::error(Code::E0124, span, message, "triple quotes")
        .help("put it between two lines that hold three backticks each; a description is a `///` comment")
}

/// `f"…"`
pub(in crate::syntax) fn prefix(span: Span, prefix: &str) -> Diagnostic {
    let message = format!("a string has no prefix `{prefix}`");
    let diagnostic = Diagnostic::error(Code::E0122, span, message, "a Python prefix");
    if prefix.contains(['f', 'F']) {
        diagnostic.suggest("every string takes values in, as `${name}`: take the prefix off", span, "")
    } else {
        diagnostic.suggest("take it off", span, "")
    }
}

/// A string that goes on to the line's end.
pub(in crate::syntax) fn unterminated_string(span: Span, quote: char) -> Diagnostic {
    Diagnostic::error(Code::E0105, span, "the string is not closed on its line", format!("no closing `{quote}`"))
        .suggest(format!("close it with `{quote}`"), span.after(), quote)
        .help("text over several lines stands in a fence of three backticks")
}

/// What [`super::super::literal`] found in a string.
pub(in crate::syntax) fn in_string(fault: Fault) -> Diagnostic {
    let span = fault.span;
    match fault.kind {
        FaultKind::Escape(letter) => escape(span, letter),
        FaultKind::Unicode => {
            Diagnostic::error(Code::E0106, span, "`\\u` names no character", "not a character's number")
                .help("write the number in hexadecimal between braces: `\\u{e9}`")
        }
        FaultKind::OpenInterpolation => Diagnostic::error(Code::E0107, span, "`${` without a `}`", "opens here")
            .help("close it: `${name}`")
            .suggest("for the two characters themselves write `\\${`", span, "\\${"),
        FaultKind::EmptyInterpolation => Diagnostic::error(Code::E0107, span, "`${}` holds no name", "empty")
            .help("put the name of a value between the braces: `${name}`"),
        FaultKind::Interpolation => {
            Diagnostic::error(Code::E0107, span, "`${…}` holds a name and its fields only", "more than a name")
                .help("give the value a name with `let`, and put that name in")
                .suggest("for the characters themselves write `\\${`", Span { end: span.start + 1, ..span }, "\\$")
        }
    }
}

fn escape(span: Span, letter: char) -> Diagnostic {
    let message = format!("`\\{letter}` is no escape");
    let diagnostic = Diagnostic::error(Code::E0106, span, message, "unknown escape");
    match letter {
        '\'' | '{' | '}' | '`' => diagnostic.fix(format!("`{letter}` needs no backslash"), span, letter),
        _ => diagnostic
            .suggest("for a backslash write two", Span { end: span.start + 1, ..span }, "\\\\")
            .note("the escapes are `\\n \\t \\r \\\\ \\\" \\$ \\u{…}`"),
    }
}

/// A fence that nothing closes.
pub(in crate::syntax) fn unclosed_fence(span: Span, run: usize) -> Diagnostic {
    let fence = "`".repeat(run);
    Diagnostic::error(Code::E0108, span, "the fence is not closed", "opens here")
        .help(format!("close it with {fence}, first on a line of its own"))
}

/// Text behind an opening fence.
pub(in crate::syntax) fn text_behind_fence(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0109, span, "the text of a fence begins on the next line", "stands behind the fence")
        .help("end the line with the backticks; the language is said before them: `python`")
}

/// A fence that closes on its own line.
pub(in crate::syntax) fn fence_on_one_line(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0109, span, "a fence holds whole lines", "opens and closes on one line")
        .help("text on one line stands in double quotes")
}

/// `` `name` ``
pub(in crate::syntax) fn single_backtick(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0109, span, "a fence has at least three backticks", "too few")
        .help("text on one line stands in double quotes, a name stands alone")
}

/// A number that can't be read.
pub(in crate::syntax) fn number(span: Span, text: &str, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::E0110, span, format!("`{text}` is no number: {reason}"), "not a number")
}

/// `.5`
pub(in crate::syntax) fn bare_fraction(span: Span, text: &str) -> Diagnostic {
    Diagnostic::error(
        Code::E0110,
        span,
        format!("`{text}` is no number: a digit stands before the point"),
        "not a number",
    )
    .fix("put a zero in front", span.before(), "0")
}

/// A name with letters beyond ASCII.
pub(in crate::syntax) fn letters(span: Span, name: &str) -> Diagnostic {
    Diagnostic::error(Code::E0111, span, format!("the name `{name}` has letters beyond a-z"), "not an ASCII name")
        .note("names are made of the letters a-z and A-Z, digits and `_`: they become names on the cluster")
}

/// A conflict that a merge left.
pub(in crate::syntax) fn merge_conflict(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0130, span, "a merge left a conflict here", "conflict marker")
        .help("choose one side and take the three marker lines out")
        .note("the side below `=======` was not read")
}

/// `//!` below the first declaration.
pub(in crate::syntax) fn file_doc_below(span: Span) -> Diagnostic {
    let marker = Span { end: span.start + 3, ..span };
    Diagnostic::error(Code::E0134, marker, "`//!` describes the file and stands above everything else", "below code")
        .suggest("describe what comes next with `///`", marker, "///")
}
