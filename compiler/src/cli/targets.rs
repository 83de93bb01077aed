//! `mlc targets`: what each engine can do, and since which release.
//!
//! In: the capability table. Out: the same table that the checks use, as text.

use std::fmt::Write as _;

use mlc::emit::{CAPABILITIES, Support, Target};

use super::Outcome;
use super::terminal::Terminal;

/// Show what each target can do, and since which release
#[derive(Debug, clap::Args)]
pub(super) struct Args {}

pub(super) fn run(_args: &Args, terminal: &Terminal) -> Outcome {
    let width = CAPABILITIES.iter().map(|row| row.construct.chars().count()).max().unwrap_or(0);
    let mut out = String::new();
    for target in Target::ALL {
        let _ = writeln!(out, "{target}: {}\n", about(*target));
        for row in CAPABILITIES {
            let [first, second] = support(row.support(*target));
            let _ = writeln!(out, "  {:width$}  {first}", row.construct);
            if !second.is_empty() {
                let _ = writeln!(out, "  {:width$}      {second}", "");
            }
        }
    }
    terminal.result(&out);
    Outcome::Fine
}

fn about(target: Target) -> &'static str {
    match target {
        Target::Kfp => "Kubeflow Pipelines, the v2 intermediate representation (`-t kfp@2.4` for an older release)",
        Target::Argo => "Argo Workflows, a WorkflowTemplate (`-t argo@3.7` for an older release)",
    }
}

/// What stands behind a construct, and on the line below it.
fn support(support: Support) -> [String; 2] {
    let first = match support {
        Support::Always => "yes".to_owned(),
        Support::Since(version) => format!("since {version}"),
        Support::If(condition) | Support::AtRunTime(condition) => format!("if {condition}"),
        Support::No { reason, instead } => return [format!("no: {reason}"), instead.to_owned()],
    };
    [first, String::new()]
}
