//! Reports on what Python, YAML and their like write differently.
//!
//! In: spans and what was written. Out: one diagnostic each, with what to write instead.
//! Always holds: the parser goes on with what is meant, so that nothing is reported twice.

use crate::diag::{Code, Diagnostic};
use crate::source::Span;

/// `&&`, `===`, `+=`, `%`
pub(in crate::syntax) fn operator(span: Span, text: &str, meant: &str) -> Diagnostic {
    let message = format!("`{text}` is no operator");
    let diagnostic = Diagnostic::error(Code::E0128, span, message, "from another language");
    match (text, meant) {
        (_, "") if text.ends_with('=') => {
            diagnostic.help("a name gets its value once; give the new value a name of its own")
        }
        (_, "") => diagnostic.help("compute it in a component"),
        _ => diagnostic.fix(format!("write `{}`", meant.trim()), span, meant),
    }
}

/// `;`
pub(in crate::syntax) fn semicolon(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0129, span, "statements need no `;`", "not needed").fix("take it out", span, "")
}

/// `# text`
pub(in crate::syntax) fn hash_comment(span: Span, sign: Span) -> Diagnostic {
    Diagnostic::error(Code::E0123, span, "a comment begins with `//`", "`#` begins no comment")
        .fix("use `//`", sign, "//")
}
