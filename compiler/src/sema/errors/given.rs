//! E08, the part on constants that are given from outside.

use crate::diag::{Code, Diagnostic};
use crate::sema::GivenValue;
use crate::sema::types::Type;
use crate::source::Span;

/// A `const` without a value that nobody gave.
pub(crate) fn missing_const(name: &str, span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0801, span, format!("`{name}` has no value"), "declared without one")
        .help(format!("give it: `--set {name}=…`, `--vars FILE.json`, or `const.{name}` in a profile of `mlc.toml`"))
        .help("or give it a value here that those may replace")
}

/// A given value that does not fit the `const`'s type.
pub(crate) fn wrong_const(name: &str, span: Span, ty: &Type, given: &GivenValue) -> Diagnostic {
    let shown = match given {
        GivenValue::Text(text) => format!("{text:?}"),
        GivenValue::Json(json) => json.to_string(),
    };
    Diagnostic::error(Code::E0802, span, format!("{shown} is no `{ty}`"), format!("`{name}` is declared `{ty}`"))
        .note("the value was given on the command line, by `--vars` or by the profile")
}

/// A value was given for a `const` that no file declares.
pub(crate) fn unknown_const(name: &str, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::bare(Code::E0803, format!("there is no `const {name}` to give a value to"));
    match crate::diag::did_you_mean(name, known.iter().copied()) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => report.note("the files declare no constants"),
        None => report.note(format!("the files declare {}", super::names::list(known))),
    }
}

/// `--pipeline` names none of the files' pipelines.
pub(crate) fn unknown_pipeline(name: &str, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::bare(Code::E0804, format!("there is no pipeline `{name}`"));
    match crate::diag::did_you_mean(name, known.iter().copied()) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => report.note("the files declare none"),
        None => report.note(format!("the files declare {}", super::names::list(known))),
    }
}
