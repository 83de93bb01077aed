//! `mlc check`: what is wrong, without building anything.
//!
//! In: files or the project, for one profile or all. Out: diagnostics on standard error.
//! Always holds: what is wrong under several profiles is told once.

use std::collections::HashSet;

use mlc::diag::{Diagnostic, json};
use mlc::driver::{Compiled, compile};

use super::disk::Disk;
use super::terminal::{Terminal, outcome};
use super::{Outcome, input};

/// Report what is wrong, build nothing
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    input: input::Args,
    /// Check with every profile of mlc.toml
    #[arg(long, conflicts_with = "profile")]
    all_profiles: bool,
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
    if !args.all_profiles || input.project.profiles.is_empty() {
        let compiled = input.compile();
        terminal.report(&compiled.diagnostics, &compiled.sources, format);
        return outcome(&compiled.diagnostics);
    }
    let mut told = HashSet::new();
    let mut all = Vec::new();
    for (name, profile) in &input.project.profiles {
        let compiled = compile(&input.with_profile(profile), input.sources.clone(), &Disk);
        let fresh = fresh(name, &compiled, &mut told);
        terminal.report(&fresh, &compiled.sources, format);
        all.extend(fresh);
    }
    outcome(&all)
}

/// The diagnostics that no earlier profile brought, each with a word on which one did.
fn fresh(profile: &str, compiled: &Compiled, told: &mut HashSet<String>) -> Vec<Diagnostic> {
    let is_new = |diagnostic: &&Diagnostic| told.insert(json::json(&[(*diagnostic).clone()], &compiled.sources));
    let fresh: Vec<Diagnostic> = compiled.diagnostics.iter().filter(is_new).cloned().collect();
    fresh.into_iter().map(|diagnostic| diagnostic.note(format!("found with the profile `{profile}`"))).collect()
}
