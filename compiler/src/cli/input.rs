//! What commands that read sources share: files, project, constants, targets.
//!
//! In: arguments. Out: a [`Request`] for the library, or the faults of the call.
//! Always holds: without files the project's are taken; a value from nearer by wins: `--set`, `--vars`, the profile.

use std::path::{Path, PathBuf};

use mlc::diag::Diagnostic;
use mlc::driver::{Compiled, Request, compile};
use mlc::emit::{self, Executor, Target, Version};
use mlc::modules::{self, path};
use mlc::project::{self, Profile, Project};
use mlc::sema::GivenValue;
use mlc::source::{SourceMap, Span};

use super::disk::{Disk, text};
use super::errors;
use super::terminal::Format;

/// Folders of a project that hold no sources.
const PASSED_OVER: [&str; 4] = ["build", "target", "node_modules", "__pycache__"];

/// Which sources, for which targets, with which values.
#[derive(Debug, clap::Args)]
#[group(skip)]
pub(super) struct Args {
    /// Pipelines to read [default: all of the project]
    #[arg(value_name = "FILE")]
    pub(super) files: Vec<PathBuf>,
    /// What to build for: a target, `kfp@2.4` for one of its releases, or `all`
    #[arg(short, long, value_name = "TARGET", value_delimiter = ',', default_value = "kfp")]
    target: Vec<String>,
    /// One pipeline instead of all that no other one calls
    #[arg(long, value_name = "NAME")]
    pipeline: Option<String>,
    /// A profile of mlc.toml
    #[arg(long, value_name = "NAME")]
    pub(super) profile: Option<String>,
    /// A value for a constant; may be given several times
    #[arg(long, value_name = "NAME=VALUE")]
    set: Vec<String>,
    /// A JSON file with values for constants
    #[arg(long, value_name = "FILE")]
    vars: Option<PathBuf>,
    /// The Kubernetes namespace of what is built, in place of what mlc.toml says
    #[arg(long, value_name = "NAME", value_parser = namespace)]
    namespace: Option<String>,
    /// What runs Python components on KFP, in place of what mlc.toml says
    #[arg(long, value_name = "EXECUTOR", value_parser = Executor::NAMES)]
    kfp_executor: Option<String>,
    /// How diagnostics are written
    #[arg(long, value_enum, default_value_t)]
    pub(super) format: Format,
}

/// All that a compilation needs.
pub(super) struct Input {
    pub(super) request: Request,
    pub(super) sources: SourceMap,
    pub(super) project: Project,
    /// The folder of `mlc.toml`, with a slash behind it, if the whole project is built.
    pub(super) root: String,
}

/// What is wrong with the call, and the sources it is about.
pub(super) struct Refused {
    pub(super) faults: Vec<Diagnostic>,
    pub(super) sources: SourceMap,
}

impl Input {
    /// Finds project, files and values.
    pub(super) fn new(args: &Args) -> Result<Self, Refused> {
        let mut sources = SourceMap::default();
        match Self::find(args, &mut sources) {
            Ok((request, project, root)) => Ok(Self { request, sources, project, root }),
            Err(faults) => Err(Refused { faults, sources }),
        }
    }

    fn find(args: &Args, sources: &mut SourceMap) -> Result<(Request, Project, String), Vec<Diagnostic>> {
        let mut files: Vec<String> = args.files.iter().map(|file| path::normal(&text(file))).collect();
        let toml = project_file(&files).map_err(|fault| vec![fault])?;
        let (project, faults) = match &toml {
            Some(toml) => project::load(toml, sources, &Disk),
            None => (Project::default(), Vec::new()),
        };
        if !faults.is_empty() {
            return Err(faults);
        }
        let whole = files.is_empty();
        let folder = toml.as_deref().and_then(|toml| toml.strip_suffix("mlc.toml")).unwrap_or("").to_owned();
        if whole {
            collect(Path::new(if folder.is_empty() { "." } else { &folder }), &mut files);
        }
        let mut request = Request { files, project: whole, targets: targets(&args.target)?, ..Request::default() };
        request.options.pipeline.clone_from(&args.pipeline);
        request.options.now = now();
        request.configure(&project);
        if let Some(executor) = args.kfp_executor.as_deref().and_then(Executor::find) {
            request.targets.iter_mut().for_each(|target| target.executor = executor);
        }
        if let Some(name) = &args.profile {
            request.lay_over(project.profile(name).map_err(|fault| vec![fault])?);
        }
        if args.namespace.is_some() {
            request.targets.iter_mut().for_each(|target| target.namespace.clone_from(&args.namespace));
        }
        given(args, sources, &mut request).map_err(|fault| vec![fault])?;
        Ok((request, project, if whole { folder } else { String::new() }))
    }

    /// The same with a profile that the project has.
    pub(super) fn with_profile(&self, profile: &Profile) -> Request {
        let mut request = self.request.clone();
        let given = std::mem::take(&mut request.options.given);
        request.lay_over(profile);
        request.options.given.extend(given);
        request
    }

    /// Compiles.
    pub(super) fn compile(self) -> Compiled {
        compile(&self.request, self.sources, &Disk)
    }
}

fn namespace(text: &str) -> Result<String, String> {
    if project::is_namespace(text) {
        return Ok(text.to_owned());
    }
    Err("a namespace has lower-case letters, digits and `-`, at most 63 of them".to_owned())
}

/// The time, which only warnings hang on.
fn now() -> Option<i64> {
    let since = std::time::SystemTime::now().duration_since(std::time::UNIX_EPOCH).ok()?;
    i64::try_from(since.as_secs()).ok()
}

/// Takes the values of `--vars`, then those of `--set`.
fn given(args: &Args, sources: &mut SourceMap, request: &mut Request) -> Result<(), Diagnostic> {
    if let Some(file) = &args.vars {
        let name = path::normal(&text(file));
        let read = modules::read(&name, None, sources, &Disk)?;
        let id = sources.add(name, read);
        let written = sources.get(id).map_or("", |source| source.text.as_str());
        let values: serde_json::Map<String, serde_json::Value> = serde_json::from_str(written).map_err(|error| {
            let line = sources.get(id).map(|source| source.line_range(error.line())).unwrap_or_default();
            let at = u32::try_from((line.start + error.column().saturating_sub(1)).min(line.end)).unwrap_or(u32::MAX);
            let reason = error.to_string();
            errors::not_vars(Span::new(id, at, at + 1), reason.split(" at line").next().unwrap_or(&reason))
        })?;
        request.options.given.extend(values.into_iter().map(|(name, value)| (name, GivenValue::Json(value))));
    }
    for text in &args.set {
        let (name, value) =
            text.split_once('=').filter(|(name, _)| !name.is_empty()).ok_or_else(|| errors::not_an_assignment(text))?;
        request.options.given.insert(name.to_owned(), GivenValue::Text(value.to_owned()));
    }
    Ok(())
}

/// The targets of `-t`, each once.
fn targets(names: &[String]) -> Result<Vec<emit::Options>, Vec<Diagnostic>> {
    let mut found: Vec<emit::Options> = Vec::new();
    for name in names {
        let (name, version) =
            name.split_once('@').map_or((name.as_str(), None), |(name, version)| (name, Some(version)));
        let known: Vec<&str> = Target::ALL.iter().map(|target| target.name()).chain(["all"]).collect();
        let named = match (name, Target::find(name)) {
            ("all", _) => Target::ALL.to_vec(),
            (_, Some(target)) => vec![target],
            _ => return Err(vec![errors::unknown_target(name, &known)]),
        };
        for target in named {
            let mut options = emit::Options::new(target);
            if let Some(version) = version {
                let parsed = Version::parse(version).ok_or_else(|| vec![errors::not_a_version(name, version)])?;
                if parsed < target.oldest() {
                    return Err(vec![errors::too_old(target, version)]);
                }
                options.version = Some(parsed);
            }
            found.retain(|other| other.target != target);
            found.push(options);
        }
    }
    Ok(found)
}

/// The nearest `mlc.toml` at or above the files, or above the folder of the call.
fn project_file(files: &[String]) -> Result<Option<String>, Diagnostic> {
    let mut folders: Vec<&str> =
        files.iter().map(|file| file.rsplit_once('/').map_or("", |(folder, _)| folder)).collect();
    folders.dedup();
    if folders.is_empty() {
        folders.push("");
    }
    let mut found: Option<Option<String>> = None;
    for folder in folders {
        let next = above(folder);
        match &found {
            Some(first) if *first != next => {
                let name = |file: &Option<String>| {
                    file.as_ref().map_or_else(|| "no `mlc.toml`".to_owned(), |file| format!("`{file}`"))
                };
                return Err(errors::two_projects(&name(first), &name(&next)));
            }
            _ => found = Some(next),
        }
    }
    Ok(found.flatten())
}

fn above(folder: &str) -> Option<String> {
    let mut folder = folder.to_owned();
    let is_there = |file: &String| Path::new(file).is_file();
    loop {
        let file = path::join(&format!("{folder}/"), "mlc.toml");
        let file = if folder.is_empty() { "mlc.toml".to_owned() } else { file };
        if is_there(&file) {
            return Some(file);
        }
        match folder.rsplit_once('/') {
            Some(("", _)) => return Some("/mlc.toml".to_owned()).filter(is_there),
            Some((parent, last)) if last != ".." => folder.truncate(parent.len()),
            None if !folder.is_empty() && folder != ".." => folder.clear(),
            _ => break,
        }
    }
    // Above the folder of the call.
    let up = if folder.is_empty() { 0 } else { folder.split('/').count() };
    let depth = std::env::current_dir().map_or(0, |folder| folder.components().count().saturating_sub(1));
    (up + 1..=depth).map(|up| format!("{}mlc.toml", "../".repeat(up))).find(is_there)
}

/// The `.ml` files of a folder and those in it, sorted, projects of their own left out.
fn collect(folder: &Path, files: &mut Vec<String>) {
    let Ok(entries) = std::fs::read_dir(folder) else { return };
    let mut entries: Vec<PathBuf> = entries.flatten().map(|entry| entry.path()).collect();
    entries.sort();
    for entry in entries {
        let name = entry.file_name().map(|name| name.to_string_lossy().into_owned()).unwrap_or_default();
        if name.starts_with('.') {
            continue;
        }
        if entry.is_dir() {
            if !PASSED_OVER.contains(&name.as_str()) && !entry.join("mlc.toml").is_file() && !entry.is_symlink() {
                collect(&entry, files);
            }
        } else if entry.extension().is_some_and(|ending| ending == "ml") {
            files.push(path::normal(&text(&entry)));
        }
    }
}
