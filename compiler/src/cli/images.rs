//! `mlc images`: every container image that the pipelines use.
//!
//! In: files or the project. Out: one reference a line, sorted; with `--format json` a JSON list.

use super::terminal::{Format, Terminal, outcome};
use super::{Outcome, input};

/// List every container image that the pipelines use
///
/// One a line, sorted, each once; with --format json a JSON list. An image that is known only when a
/// pipeline runs is left out.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    input: input::Args,
}

pub(super) fn run(args: &Args, terminal: &Terminal) -> Outcome {
    let format = args.input.format;
    let input = match input::Input::new(&args.input) {
        Ok(input) => input,
        Err(refused) => {
            terminal.report(&refused.faults, &refused.sources, format);
            return outcome(&refused.faults);
        }
    };
    let targets = input.request.targets.clone();
    let compiled = input.compile();
    terminal.report(&compiled.diagnostics, &compiled.sources, format);
    if compiled.failed() {
        return outcome(&compiled.diagnostics);
    }
    let images = compiled.images(&targets);
    match format {
        Format::Json => terminal.result(&format!("{}\n", serde_json::Value::from(images))),
        _ => terminal.lines(&images),
    }
    Outcome::Fine
}
