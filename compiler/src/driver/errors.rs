//! E08, the part on what to build.

use crate::diag::{Code, Diagnostic};

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
