//! `mlc build`: pipelines into files.
//!
//! In: files or the project. Out: `build/<pipeline>.<target>.yaml`, or what `-o` says, and a line on each.
//! Always holds: nothing is written unless everything compiled.

use mlc::diag::Diagnostic;
use mlc::driver::Compiled;
use mlc::emit::{self, Target};

use super::output::{Output, State, write};
use super::terminal::{Format, Terminal, outcome};
use super::{Outcome, errors, input};

/// Build pipelines into files
///
/// Each pipeline that no other one of its file calls becomes a file of its own: build/NAME.TARGET.yaml.
/// A file that would not change is not touched.
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    #[command(flatten)]
    input: input::Args,
    /// A file (.yaml, .yml or .json), a folder, or `-` for standard output [default: build/]
    #[arg(short, long, value_name = "PATH")]
    output: Option<String>,
    /// Write nothing; fail if a file would change
    #[arg(long)]
    check: bool,
    /// Say nothing of what was built
    #[arg(short, long)]
    quiet: bool,
}

/// Where documents go.
enum Place<'a> {
    Standard,
    File(&'a str),
    Folder(String),
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
    let root = input.root.clone();
    let project = input.request.project;
    let compiled = input.compile();
    terminal.report(&compiled.diagnostics, &compiled.sources, format);
    if compiled.failed() {
        return outcome(&compiled.diagnostics);
    }
    if compiled.products.is_empty() {
        return terminal.misuse(errors::nothing_built(), format);
    }
    let place = place(args.output.as_deref(), &root);
    if !args.quiet && format == Format::Human {
        terminal.note(&left_out(&compiled, &place));
    }
    match outputs(compiled, &place, project) {
        Ok(outputs) => deliver(args, &outputs, terminal),
        Err(fault) => terminal.misuse(fault, format),
    }
}

fn place<'a>(output: Option<&'a str>, root: &str) -> Place<'a> {
    match output {
        Some("-") => Place::Standard,
        Some(path) if is_file(path) => Place::File(path),
        Some(path) => Place::Folder(path.to_owned()),
        None => Place::Folder(format!("{root}build")),
    }
}

fn is_file(path: &str) -> bool {
    ["yaml", "yml", "json"].contains(&mlc::modules::path::ending(path))
}

/// The files to be, in the order of the pipelines.
fn outputs(compiled: Compiled, place: &Place, project: bool) -> Result<Vec<Output>, Diagnostic> {
    let mut outputs: Vec<Output> = Vec::new();
    let alone = compiled.products.iter().all(|product| product.document.companion);
    let argo = compiled.products.iter().any(|product| product.target == Target::Argo);
    for product in compiled.products {
        let document = product.document;
        // What starts runs on both engines would start each twice, and has the same names on both.
        let manifest = document.manifest && (product.target == Target::Argo || !argo);
        let path = match place {
            Place::Standard if document.companion && !alone => continue,
            Place::Standard => "-".to_owned(),
            Place::File(path) if document.companion && !alone => beside(path, document.suffix),
            Place::File(path) => (*path).to_owned(),
            Place::Folder(folder) => {
                let name = format!("{}.{}", document.name, document.suffix);
                if folder == "." || folder.is_empty() {
                    name
                } else {
                    format!("{}/{name}", folder.trim_end_matches('/'))
                }
            }
        };
        let text = if mlc::modules::path::ending(&path) == "json" {
            emit::json(&document).ok_or_else(|| errors::not_json(&path, &document.name))?
        } else {
            document.text
        };
        outputs.push(Output { path, text, pipeline: document.name, manifest });
    }
    match place {
        Place::Folder(folder) => distinct(outputs).map(|outputs| with_kustomization(outputs, folder, project)),
        Place::File(path) => single(path, outputs),
        Place::Standard => single("standard output", outputs),
    }
}

/// Where a companion stands: `churn.triggers.yaml` beside `churn.yaml`.
fn beside(path: &str, suffix: &str) -> String {
    let stem = path.rsplit_once('.').map_or(path, |(stem, _)| stem);
    format!("{stem}.{}", suffix.split_once('.').map_or(suffix, |(_, rest)| rest))
}

/// The pipelines whose companions find no place on standard output; empty if there are none.
fn left_out(compiled: &Compiled, place: &Place) -> String {
    let alone = compiled.products.iter().all(|product| product.document.companion);
    if alone || !matches!(place, Place::Standard) {
        return String::new();
    }
    let companions = compiled.products.iter().map(|product| &product.document).filter(|document| document.companion);
    let line = |document: &emit::Document| {
        format!("note: left out, since it is a file of its own: {}.{}\n", document.name, document.suffix)
    };
    companions.map(line).collect()
}

/// One pipeline for one place; what goes with it stands beside.
fn single(path: &str, outputs: Vec<Output>) -> Result<Vec<Output>, Diagnostic> {
    let first = outputs.first().map(|output| &output.path);
    let names: Vec<&str> =
        outputs.iter().filter(|output| Some(&output.path) == first).map(|output| output.pipeline.as_str()).collect();
    if names.len() > 1 {
        return Err(errors::one_file(path, &names));
    }
    Ok(outputs)
}

/// A project's folder is one that `kubectl apply -k` and Argo CD take as it is: they are told which files are theirs.
fn with_kustomization(mut outputs: Vec<Output>, folder: &str, project: bool) -> Vec<Output> {
    let names =
        outputs.iter().filter(|output| output.manifest).map(|output| output.path.rsplit('/').next().unwrap_or(""));
    let names: Vec<&str> = names.collect();
    if !project || names.is_empty() {
        return outputs;
    }
    let listed = names.join("\n- ");
    let text = format!("apiVersion: kustomize.config.k8s.io/v1beta1\nkind: Kustomization\nresources:\n- {listed}\n");
    let path = match folder {
        "." | "" => "kustomization.yaml".to_owned(),
        folder => format!("{}/kustomization.yaml", folder.trim_end_matches('/')),
    };
    outputs.push(Output { path, text, pipeline: "kustomization".to_owned(), manifest: false });
    outputs
}

fn distinct(outputs: Vec<Output>) -> Result<Vec<Output>, Diagnostic> {
    let mut paths = std::collections::BTreeSet::new();
    match outputs.iter().find(|output| !paths.insert(&output.path)) {
        Some(twice) => Err(errors::same_file(&twice.path, &twice.pipeline)),
        None => Ok(outputs),
    }
}

fn deliver(args: &Args, outputs: &[Output], terminal: &Terminal) -> Outcome {
    if let [output] = outputs
        && output.path == "-"
    {
        terminal.result(&output.text);
        return Outcome::Fine;
    }
    if args.check {
        return compare(args, outputs, terminal);
    }
    match write(outputs) {
        Ok(written) => {
            if !args.quiet {
                let lines = outputs.iter().zip(written).map(|(output, written)| {
                    let word = if written { "built" } else { "unchanged" };
                    format!("{word} {} → {}\n", output.pipeline, output.path)
                });
                terminal.result(&lines.collect::<String>());
            }
            Outcome::Fine
        }
        Err(fault) => terminal.misuse(fault, args.input.format),
    }
}

/// Reports every file that a build would change.
fn compare(args: &Args, outputs: &[Output], terminal: &Terminal) -> Outcome {
    let states = outputs.iter().map(|output| (output, output.state()));
    let faults: Vec<Diagnostic> = states
        .filter(|(_, state)| *state != State::Same)
        .map(|(output, state)| errors::outdated(&output.path, state == State::Different))
        .collect();
    terminal.report(&faults, &mlc::source::SourceMap::default(), args.input.format);
    if faults.is_empty() { Outcome::Fine } else { Outcome::Faulty }
}
