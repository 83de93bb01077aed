//! The command line: what it takes, and which command does it.
//!
//! In: the process's arguments. Out: an exit code.
//! Always holds: results go to standard output, diagnostics to standard error; a reader that goes away is no fault.

mod build;
mod check;
mod completions;
mod disk;
mod errors;
mod explain;
mod images;
mod input;
mod new;
mod output;
mod targets;
mod terminal;

use std::process::ExitCode;

use clap::{Parser, Subcommand, ValueEnum};

use terminal::Terminal;

/// How a command ended.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
enum Outcome {
    /// Everything went well.
    Fine,
    /// The source has errors, or files are not up to date.
    Faulty,
    /// The call was wrong.
    Misused,
}

impl From<Outcome> for ExitCode {
    fn from(outcome: Outcome) -> Self {
        match outcome {
            Outcome::Fine => Self::SUCCESS,
            Outcome::Faulty => Self::from(1),
            Outcome::Misused => Self::from(2),
        }
    }
}

/// Compiles machine-learning pipelines for Kubeflow Pipelines.
#[derive(Debug, Parser)]
#[command(name = "mlc", version, max_term_width = 100, subcommand_required = true, arg_required_else_help = true)]
struct Cli {
    /// Whether diagnostics are coloured [default: on a terminal, unless `NO_COLOR` is set]
    #[arg(long, global = true, value_name = "WHEN", value_enum, default_value_t, hide_default_value = true)]
    color: Color,
    #[command(subcommand)]
    command: Command,
}

/// `--color`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
enum Color {
    /// On a terminal, unless `NO_COLOR` is set.
    #[default]
    Auto,
    /// Always.
    Always,
    /// Never.
    Never,
}

/// The commands; what each does stands at its arguments.
#[derive(Debug, Subcommand)]
enum Command {
    Build(build::Args),
    Check(check::Args),
    Explain(explain::Args),
    Targets(targets::Args),
    Images(images::Args),
    New(new::Args),
    Completions(completions::Args),
}

/// Reads the arguments, does what they say.
pub(crate) fn run() -> ExitCode {
    let cli = Cli::parse();
    let terminal = Terminal::new(cli.color);
    let outcome = match &cli.command {
        Command::Build(args) => build::run(args, &terminal),
        Command::Check(args) => check::run(args, &terminal),
        Command::Explain(args) => explain::run(args, &terminal),
        Command::Targets(args) => targets::run(args, &terminal),
        Command::Images(args) => images::run(args, &terminal),
        Command::New(args) => new::run(args, &terminal),
        Command::Completions(args) => completions::run(args, &terminal),
    };
    outcome.into()
}
