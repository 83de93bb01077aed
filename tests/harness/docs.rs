//! The documents: what they show compiles, or fails as they say, and their commands run.
//!
//! In: `README.md` and `docs/*.md`. A block ```` ```mlc ```` is a whole file that compiles; ```` ```mlc error=E0301 ````
//! raises exactly that code; ```` ```mlc parts.ml ```` is a file of that name for the blocks behind it. A block
//! ```` ```toml ```` is an `mlc.toml` without a fault. Of a block ```` ```sh ```` the lines that begin with `mlc` or `cd`
//! run, in a copy of the examples.
//! Out: one failure for every block that does otherwise.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

use mlc::diag::render;
use mlc::project;
use mlc::source::SourceMap;
use support::{Block, Files, blocks, build, codes, folder, root};

fn documents() -> Vec<PathBuf> {
    let mut files = vec![root().join("README.md")];
    let docs = fs::read_dir(root().join("docs")).into_iter().flatten().flatten().map(|entry| entry.path());
    files.extend(docs.filter(|path| path.extension().is_some_and(|ending| ending == "md")));
    files.retain(|path| path.is_file());
    files.sort();
    files
}

fn each_block(mut check: impl FnMut(&Path, &Block) -> Result<(), String>) {
    let mut faults = Vec::new();
    for path in documents() {
        let text = fs::read_to_string(&path).expect("a document is text");
        for block in blocks(&text) {
            if let Err(fault) = check(&path, &block) {
                let name = path.strip_prefix(root()).unwrap_or(&path).display();
                faults.push(format!("{name}:{}: {fault}", block.line));
            }
        }
    }
    assert!(faults.is_empty(), "{} blocks are wrong\n\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn every_source_does_what_it_says() {
    let mut texts: BTreeMap<String, String> = BTreeMap::new();
    let mut of = PathBuf::new();
    each_block(|path, block| {
        if of != path {
            of = path.to_owned();
            texts.clear();
        }
        let mut words = block.info.split_whitespace();
        let language = words.next().unwrap_or("");
        let word = words.next().unwrap_or("");
        if !word.is_empty() && !word.starts_with("error=") {
            texts.insert(word.to_owned(), block.text.clone());
        }
        if language == "toml" {
            return project(&block.text);
        }
        if language != "mlc" {
            return Ok(());
        }
        let is_file = Path::new(word).extension().is_some_and(|ending| ending == "ml");
        let name = if is_file { word } else { "example.ml" };
        texts.insert(name.to_owned(), block.text.clone());
        let compiled = build(name, &Files { texts: texts.clone(), folder: Some(root().join("examples")) }, None);
        let wanted: Vec<&str> = word.strip_prefix("error=").into_iter().flat_map(|codes| codes.split(',')).collect();
        let found = codes(&compiled);
        if found == wanted {
            return Ok(());
        }
        let drawn = render::render(&compiled.diagnostics, &compiled.sources, false);
        Err(format!("expected {wanted:?}, found {found:?}\n{drawn}"))
    });
}

fn project(text: &str) -> Result<(), String> {
    let files = Files { texts: BTreeMap::from([("mlc.toml".to_owned(), text.to_owned())]), folder: None };
    let mut sources = SourceMap::default();
    let (_, reports) = project::load("mlc.toml", &mut sources, &files);
    if reports.is_empty() { Ok(()) } else { Err(render::render(&reports, &sources, false)) }
}

#[test]
fn every_command_runs() {
    let place = folder("docs");
    copy(&root().join("examples"), &place.join("examples"));
    let tool = Path::new(env!("CARGO_BIN_EXE_mlc")).parent().unwrap_or(Path::new("/"));
    let path = format!("{}:{}", tool.display(), std::env::var("PATH").unwrap_or_default());
    each_block(|_, block| {
        if block.info.split_whitespace().next() != Some("sh") {
            return Ok(());
        }
        let ours = block.text.lines().filter(|line| line.starts_with("mlc ") || line.starts_with("cd "));
        let script: String = ours.flat_map(|line| [line, "\n"]).collect();
        if !script.contains("mlc ") {
            return Ok(());
        }
        let done = Command::new("sh").args(["-ec", &script]).current_dir(&place).env("PATH", &path).output();
        let done = done.map_err(|error| error.to_string())?;
        if done.status.success() {
            return Ok(());
        }
        Err(format!("{script}{}\n{}", done.status, String::from_utf8_lossy(&done.stderr)))
    });
}

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a folder can be made");
    for entry in fs::read_dir(from).into_iter().flatten().flatten() {
        let target = to.join(entry.file_name());
        if entry.path().is_dir() {
            copy(&entry.path(), &target);
        } else {
            fs::copy(entry.path(), target).expect("a file can be copied");
        }
    }
}
