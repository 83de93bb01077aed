//! The `mlc` command: everything that touches the world outside of the library.
//!
//! In: arguments, files, the environment. Out: files, results on standard output, diagnostics on standard error.
//! Always holds: exit code 0 is fine, 1 means that the source has errors, 2 that the call was wrong.

mod cli;

use std::process::ExitCode;

fn main() -> ExitCode {
    cli::run()
}
