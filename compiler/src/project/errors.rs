//! E08, the part on `mlc.toml`.

use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::Span;

/// Text that is no TOML.
pub(super) fn not_toml(reason: &str, place: Span) -> Diagnostic {
    Diagnostic::error(Code::E0850, place, "this is not TOML", reason.lines().next().unwrap_or("").to_owned())
}

/// A key that a section does not have.
pub(super) fn unknown_key(key: &str, section: &str, place: Span, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::error(Code::E0851, place, format!("{section} has no setting `{key}`"), "not known here");
    match did_you_mean(key, known.iter().copied()) {
        Some(near) => report.suggest("did you mean", place, near),
        None => report.note(format!("it has {}", list(known))),
    }
}

/// A value of another type.
pub(super) fn wrong_type(key: &str, wanted: &str, found: &str, place: Span) -> Diagnostic {
    Diagnostic::error(Code::E0852, place, format!("`{key}` is to be {wanted}"), format!("this is {found}"))
}

/// A word that is none of those that a setting knows.
pub(super) fn wrong_word(key: &str, found: &str, known: &[&str], near: Option<&str>, place: Span) -> Diagnostic {
    let report = Diagnostic::error(
        Code::E0852,
        place,
        format!("`{key}` cannot be `{found}`"),
        format!("one of {}", list(known)),
    );
    match near {
        Some(near) => report.suggest("did you mean", place, format!("\"{near}\"")),
        None => report,
    }
}

/// A profile that no `mlc.toml` declares.
pub(super) fn unknown_profile(name: &str, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::bare(Code::E0853, format!("there is no profile `{name}`"));
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => report.help(format!("declare it: `[profile.{name}]` in `mlc.toml`")),
        None => report.note(format!("`mlc.toml` declares {}", list(known))),
    }
}

/// `extends` that comes back to a file, or never ends.
pub(super) fn extends_circle(file: &str, place: Span) -> Diagnostic {
    Diagnostic::error(Code::E0854, place, "these projects extend each other in a circle", format!("back to `{file}`"))
        .help("a shared file extends nothing that extends it")
}

fn list(names: &[&str]) -> String {
    names.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
}
