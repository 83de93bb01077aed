//! `mlc new`: a folder with a project that builds at once.
//!
//! In: a name. Out: `mlc.toml`, a pipeline, a README and Git's settings.
//! Always holds: nothing that is there is changed.

use std::fs;
use std::path::Path;

use super::disk::said;
use super::output::{Output, write};
use super::terminal::{Format, Terminal};
use super::{Outcome, errors};

/// The files, with `{{name}}` and `{{pipeline}}` to be filled in.
const FILES: [(&str, &str); 5] = [
    ("mlc.toml", include_str!("new/mlc.toml")),
    ("pipeline.ml", include_str!("new/pipeline.ml")),
    ("README.md", include_str!("new/README.md")),
    (".gitignore", include_str!("new/gitignore")),
    (".gitattributes", include_str!("new/gitattributes")),
];

/// Make a folder with a new project in it
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The folder's name, which the pipeline gets too
    #[arg(value_name = "NAME")]
    name: String,
}

pub(super) fn run(args: &Args, terminal: &Terminal) -> Outcome {
    let folder = args.name.trim_end_matches('/');
    let name = folder.rsplit('/').next().unwrap_or(folder);
    if !is_name(name) {
        return terminal.misuse(errors::not_a_name(name), Format::Human);
    }
    if Path::new(folder).exists() && fs::read_dir(folder).is_ok_and(|mut entries| entries.next().is_none()) {
        // An empty folder is as good as none.
    } else if Path::new(folder).exists() {
        return terminal.misuse(errors::in_the_way(folder), Format::Human);
    }
    let files = FILES.iter().map(|(path, text)| Output {
        path: format!("{folder}/{path}"),
        text: text.replace("{{name}}", name).replace("{{pipeline}}", &pipeline(name)),
        pipeline: name.to_owned(),
        manifest: false,
    });
    if let Err(error) = fs::create_dir_all(folder) {
        return terminal.misuse(errors::unwritable(folder, &said(&error)), Format::Human);
    }
    match write(&files.collect::<Vec<_>>()) {
        Ok(_) => {
            terminal.result(&format!("made {folder}/: `cd {folder}`, then `mlc build`\n"));
            Outcome::Fine
        }
        Err(fault) => terminal.misuse(fault, Format::Human),
    }
}

/// Words that no pipeline can be named by.
const RESERVED: [&str; 14] =
    ["let", "if", "else", "for", "in", "try", "finally", "return", "and", "or", "not", "true", "false", "none"];

fn is_name(name: &str) -> bool {
    name.starts_with(|c: char| c.is_ascii_alphabetic())
        && name.len() <= 60
        && !RESERVED.contains(&name)
        && name.chars().all(|c| c.is_ascii_alphanumeric() || c == '-' || c == '_')
}

/// The name as an identifier, which becomes the same name again on the cluster.
fn pipeline(name: &str) -> String {
    name.to_lowercase().replace('-', "_")
}
