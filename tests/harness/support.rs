//! What the harnesses share: where things are, compiling in memory or in a folder, fenced blocks of Markdown.
//!
//! In: texts or files. Out: diagnostics and documents, without the command line between.

#![expect(dead_code, reason = "each harness takes of it what it needs")]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mlc::diag::render;
use mlc::driver::{Compiled, Request, compile};
use mlc::emit::{Options, Target, Version};
use mlc::modules::{LoadError, Loader};
use mlc::project;
use mlc::source::SourceMap;

/// The repository's root.
pub(crate) fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// Files in memory, over those of a folder.
pub(crate) struct Files {
    /// Texts by path.
    pub(crate) texts: BTreeMap<String, String>,
    /// Where everything else is looked for.
    pub(crate) folder: Option<PathBuf>,
}

impl Loader for Files {
    fn load(&self, path: &str) -> Result<Vec<u8>, LoadError> {
        if let Some(text) = self.texts.get(path) {
            return Ok(text.clone().into_bytes());
        }
        let Some(folder) = &self.folder else { return Err(LoadError::NotFound) };
        let file = folder.join(path);
        if file.is_dir() {
            return Err(LoadError::Directory);
        }
        fs::read(file).map_err(|_| LoadError::NotFound)
    }

    fn neighbours(&self, path: &str) -> Vec<String> {
        let mut names: Vec<String> = self.texts.keys().cloned().collect();
        if let Some(folder) = self.folder.as_ref().and_then(|folder| folder.join(path).parent().map(Path::to_owned)) {
            let entries = fs::read_dir(folder).into_iter().flatten().flatten();
            names.extend(entries.map(|entry| entry.file_name().to_string_lossy().into_owned()));
        }
        names.sort();
        names
    }
}

/// When the tests take place: 2026-01-01.
const NOW: i64 = 1_767_225_600;

/// Compiles `file` for KFP, in its newest release if none is named; an `mlc.toml` beside it holds, with its
/// profile `prod` if it has one.
pub(crate) fn build(file: &str, files: &Files, version: Option<Version>) -> Compiled {
    build_for(Options { version, ..Options::new(Target::Kfp) }, file, files)
}

/// The same for what `options` name.
pub(crate) fn build_for(options: Options, file: &str, files: &Files) -> Compiled {
    let mut request = Request { files: vec![file.to_owned()], targets: vec![options], ..Request::default() };
    request.options.now = Some(NOW);
    let mut sources = SourceMap::default();
    if files.load("mlc.toml").is_ok() {
        let (project, faults) = project::load("mlc.toml", &mut sources, files);
        assert!(faults.is_empty(), "{}", render::render(&faults, &sources, false));
        request.configure(&project);
        if let Some(profile) = project.profiles.get("prod") {
            request.lay_over(profile);
        }
    }
    compile(&request, sources, files)
}

/// Compiles a text by itself, as `example.ml`.
pub(crate) fn build_text(text: &str, version: Option<Version>) -> Compiled {
    build_text_for(Options { version, ..Options::new(Target::Kfp) }, text)
}

/// The same for what `options` name.
pub(crate) fn build_text_for(options: Options, text: &str) -> Compiled {
    let files = Files { texts: BTreeMap::from([("example.ml".into(), text.into())]), folder: None };
    build_for(options, "example.ml", &files)
}

/// What the head of a case says of one build.
#[derive(Debug, Clone)]
pub(crate) struct Expected {
    /// The target and, where one is named, its release.
    pub(crate) target: Target,
    /// The release.
    pub(crate) version: Option<Version>,
    /// `ok`, or the codes with their places.
    pub(crate) words: String,
    /// The ending of what is drawn: `snap`, or with the target where that is not the folder's own.
    pub(crate) drawn: &'static str,
}

impl Expected {
    /// What to build for.
    pub(crate) fn options(&self) -> Options {
        Options { version: self.version, ..Options::new(self.target) }
    }

    /// What is between a side file's name and its ending: nothing, or the release.
    pub(crate) fn mark(&self) -> String {
        self.version.map(|version| format!("@{version}")).unwrap_or_default()
    }
}

/// The lines `// expect: …` and `// expect -t kfp@2.4: …` at the head of the case at `path`. One that names no target
/// means Argo for those in a folder `argo`, and KFP for others.
pub(crate) fn expected(path: &Path, text: &str) -> Vec<Expected> {
    let own = if path.components().any(|part| part.as_os_str() == "argo") { "argo" } else { "kfp" };
    let heads = text.lines().map_while(|line| line.strip_prefix("// expect")?.split_once(':'));
    heads
        .map(|(target, words)| {
            let named = target.trim().strip_prefix("-t ").unwrap_or(own);
            let (name, version) = named.split_once('@').map_or((named, None), |(name, version)| (name, Some(version)));
            let version = version.map(|version| Version::parse(version).expect("a release in the head of a case"));
            let target = Target::find(name).expect("a target in the head of a case");
            let drawn = match target {
                _ if name == own => "snap",
                Target::Kfp => "kfp.snap",
                Target::Argo => "argo.snap",
            };
            Expected { target, version, words: words.trim().to_owned(), drawn }
        })
        .collect()
}

/// The codes of all diagnostics, in order, each as often as it was reported.
pub(crate) fn codes(compiled: &Compiled) -> Vec<&'static str> {
    compiled.diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect()
}

/// A fenced block.
#[derive(Debug, Clone)]
pub(crate) struct Block {
    /// The words behind the fence.
    pub(crate) info: String,
    /// The text between.
    pub(crate) text: String,
    /// The line of its first fence, from 1.
    pub(crate) line: usize,
    /// The last head above it.
    pub(crate) head: String,
}

/// The fenced blocks of a Markdown text.
pub(crate) fn blocks(markdown: &str) -> Vec<Block> {
    let mut blocks = Vec::new();
    let mut open: Option<(usize, Block)> = None;
    let mut head = String::new();
    for (index, line) in markdown.lines().enumerate() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        match &mut open {
            Some((fence, block)) if ticks >= *fence && line.trim_start_matches('`').trim().is_empty() => {
                blocks.push(block.clone());
                open = None;
            }
            Some((_, block)) => {
                block.text.push_str(line);
                block.text.push('\n');
            }
            None if ticks >= 3 => {
                let info = line.trim_start_matches('`').trim().to_owned();
                open = Some((ticks, Block { info, text: String::new(), line: index + 1, head: head.clone() }));
            }
            None if line.starts_with('#') => line.trim_start_matches('#').trim().clone_into(&mut head),
            None => {}
        }
    }
    blocks
}

/// A folder of one test's own, empty.
pub(crate) fn folder(name: &str) -> PathBuf {
    let folder = Path::new(env!("CARGO_TARGET_TMPDIR")).join(name);
    if folder.exists() {
        fs::remove_dir_all(&folder).expect("an old folder can be removed");
    }
    fs::create_dir_all(&folder).expect("a folder can be made");
    folder
}

/// Whether snapshots are to be rewritten: `UPDATE=1`, or `INSTA_UPDATE=always` as for the other tests.
pub(crate) fn updating() -> bool {
    std::env::var_os("UPDATE").is_some_and(|value| value == "1")
        || std::env::var_os("INSTA_UPDATE").is_some_and(|value| value == "always")
}
