//! E08, the part on what to build.

use crate::diag::{Code, Diagnostic, did_you_mean};

/// A project without a pipeline.
pub(super) fn nothing_to_build(files: usize) -> Diagnostic {
    let report = Diagnostic::bare(Code::E0862, "there is nothing to build");
    match files {
        0 => report.note("the project's folder and those in it hold no `.ml` file"),
        _ => {
            report.note("no file of the project declares a pipeline").help("name the files to build: `mlc build FILE`")
        }
    }
}

/// `--pipeline` with a name that no file declares.
pub(super) fn unknown_pipeline(name: &str, known: &[&str]) -> Diagnostic {
    let report = Diagnostic::bare(Code::E0863, format!("there is no pipeline `{name}`"));
    match did_you_mean(name, known.iter().copied()) {
        Some(near) => report.help(format!("did you mean `{near}`?")),
        None if known.is_empty() => report.note("the files declare none"),
        None => report.note(format!(
            "the files declare {}",
            known.iter().map(|name| format!("`{name}`")).collect::<Vec<_>>().join(", ")
        )),
    }
}
