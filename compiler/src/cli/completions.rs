//! `mlc completions`: a shell's completions.
//!
//! In: the shell. Out: a script for it.

use clap::CommandFactory;
use clap_complete::Shell;

use super::terminal::Terminal;
use super::{Cli, Outcome};

/// Write a shell's completions
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The shell
    #[arg(value_enum)]
    shell: Shell,
}

pub(super) fn run(args: &Args, terminal: &Terminal) -> Outcome {
    let mut script = Vec::new();
    clap_complete::generate(args.shell, &mut Cli::command(), "mlc", &mut script);
    terminal.result(&String::from_utf8_lossy(&script));
    Outcome::Fine
}
