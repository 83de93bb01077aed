//! E08, the part on files and modules.

use super::{LoadError, Loader, MAX_BYTES, path};
use crate::diag::{Code, Diagnostic, did_you_mean};
use crate::source::Span;

/// A report with or without a place: a file may be named in a source or on the command line.
fn at(code: Code, place: Option<Span>, message: String, label: &str) -> Diagnostic {
    match place {
        Some(span) => Diagnostic::error(code, span, message, label),
        None => Diagnostic::bare(code, message),
    }
}

/// A file that could not be read.
pub(super) fn unreadable(file: &str, error: &LoadError, place: Option<Span>, loader: &dyn Loader) -> Diagnostic {
    match error {
        LoadError::NotFound => not_found(file, place, loader),
        LoadError::Directory => directory(file, place),
        LoadError::TooLarge => too_large(file, place),
        LoadError::Other(reason) => {
            at(Code::E0842, place, format!("`{file}` cannot be read"), "named here").note(reason.clone())
        }
    }
}

fn not_found(file: &str, place: Option<Span>, loader: &dyn Loader) -> Diagnostic {
    let report = at(Code::E0840, place, format!("there is no file `{file}`"), "nothing is there");
    let neighbours = loader.neighbours(file);
    let name = file.rsplit('/').next().unwrap_or(file);
    match did_you_mean(name, neighbours.iter().map(String::as_str)) {
        Some(near) => report.help(format!("did you mean `{}`?", path::join(file, near))),
        None if place.is_some() => report.note("paths are relative to the file that names them"),
        None => report,
    }
}

fn directory(file: &str, place: Option<Span>) -> Diagnostic {
    let report = at(Code::E0841, place, format!("`{file}` is a folder"), "a file is needed here");
    if place.is_some() {
        return report;
    }
    report.help("name a file in it; `mlc build` without files builds the project of the folder it is called in")
}

fn too_large(file: &str, place: Option<Span>) -> Diagnostic {
    at(Code::E0844, place, format!("`{file}` is larger than {} MiB", MAX_BYTES >> 20), "named here")
        .note("no pipeline is that long: is it the right file?")
}

/// Bytes that are no UTF-8; `place` is where they stand.
pub(super) fn not_utf8(file: &str, place: Span, byte: u8, wide: bool) -> Diagnostic {
    let at = place.start;
    let report = Diagnostic::error(Code::E0843, place, format!("`{file}` is not UTF-8 text"), "not a character")
        .note(format!("byte {at} of the file, counted from 0, is {byte:#04x}"));
    if wide { report.help("the file looks like UTF-16: save it as UTF-8") } else { report }
}

/// Modules that import each other in a circle; the first place is the one that closes it.
pub(super) fn circle(steps: &[(Span, String)]) -> Diagnostic {
    let (place, file) = steps.first().cloned().unwrap_or_default();
    if steps.len() == 1 {
        return Diagnostic::error(Code::E0845, place, format!("`{file}` imports itself"), "this very file")
            .help("its own names can be used without importing them");
    }
    let mut report =
        Diagnostic::error(Code::E0845, place, "these files import each other in a circle", format!("back to `{file}`"));
    for (span, file) in steps.iter().skip(1) {
        report = report.with(*span, format!("imports `{file}`"));
    }
    report.help("move what both need into a third file")
}

/// `use std.mlfow`
pub(super) fn unknown_std(name: &str, place: Span, known: &[&str]) -> Diagnostic {
    let report =
        Diagnostic::error(Code::E0846, place, format!("the standard library has no module `{name}`"), "no such module");
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => report.suggest("did you mean", place, near),
        None => {
            report.note(format!("it has {}", known.iter().map(|m| format!("`std.{m}`")).collect::<Vec<_>>().join(", ")))
        }
    }
}

/// `use "./data.csv"`
pub(super) fn wrong_kind(file: &str, place: Span, component: bool) -> Diagnostic {
    let label =
        if component { "compiled pipelines and components end in `.yaml`" } else { "not a file to import from" };
    let report = Diagnostic::error(Code::E0847, place, format!("nothing can be imported from `{file}`"), label);
    match (path::ending(file), component) {
        ("yaml" | "yml" | "json", false) => {
            report.help(format!("write `use component \"{file}\" as {}`", path::stem(file)))
        }
        ("ml" | "py", true) => report.help(format!("write `use \"{file}\".{{…}}`")),
        _ => report.note("`use` reads `.ml` and `.py` files, `use component` reads `.yaml`, `.yml` and `.json` files"),
    }
}

/// A path with `${}`, without text, or with `\`.
pub(super) fn not_a_path(place: Span, why: &str) -> Diagnostic {
    Diagnostic::error(Code::E0848, place, "this is not a path that can be followed", why)
        .note("files are read before anything has a value: a path is plain text, its parts parted by `/`")
}
