//! E06: triggers and their sources. What their arguments share with decorators' is told by [`super::decorators`].

use super::names::list;
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::Span;

/// There is no such source, or such a way to reach one.
pub(crate) fn unknown_source(name: &str, span: Span, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::error(Code::E0601, span, format!("there is no trigger source `{name}`"), "unknown");
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => report.suggest(format!("did you mean `{near}`?"), span, near),
        None => report.note(format!("there are {}", list(known))),
    }
}

/// Something that is no source stands where one is needed.
pub(crate) fn not_a_source(span: Span, known: &[&str]) -> Diagnostic {
    Diagnostic::error(Code::E0608, span, "a trigger is started by a source", "this is none")
        .note(format!("there are {}", list(known)))
        .help("as in `schedule(\"0 2 * * *\")`")
}

/// A webhook that anybody may call, without saying so.
pub(crate) fn no_authentication(span: Span) -> Diagnostic {
    Diagnostic::error(Code::E0609, span, "this webhook would start runs for anybody", "`auth` is not given")
        .help("have callers send a token: `auth = secret(\"name\", \"key\")`")
        .help("or say that it is meant: `auth = none`")
}

/// `any(…)` of fewer than two sources, of itself, or with named arguments.
pub(crate) fn wrong_any(span: Span, reason: &str) -> Diagnostic {
    Diagnostic::error(Code::E0610, span, "`any(…)` joins two or more sources", reason)
        .help("as in `any(schedule(\"@daily\"), success(prepare))`")
}
