//! The pages of all codes: the wrong example raises exactly that code, the right one nothing.
//!
//! In: `compiler/explain/*.md`. An example is a whole `.ml` file; or `mlc.toml` (`toml`); or `components.py` (`python`)
//! or `component.yaml` (`yaml`), imported; or a file for `--vars` (`json`); or commands (`sh`), which run in a folder
//! with a few projects. A page that says "wrong with `-t kfp@2.3`" is built for that release, one that says "wrong with
//! `-t argo`" for Argo, one that says "wrong with `--kfp-executor mlc`" with that executor.
//! Out: one failure for every page that does not do what it says.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::Path;
use std::process::Command;

use mlc::diag::{Code, render};
use mlc::driver::Compiled;
use mlc::emit::{Executor, Options, Target, Version};
use mlc::project;
use mlc::source::SourceMap;
use support::{Block, Files, blocks, build, build_text_for, codes, folder};

/// What an example raised, and how it was drawn.
struct Outcome {
    codes: Vec<String>,
    drawn: String,
}

impl From<Compiled> for Outcome {
    fn from(compiled: Compiled) -> Self {
        Self {
            codes: codes(&compiled).into_iter().map(str::to_owned).collect(),
            drawn: render::render(&compiled.diagnostics, &compiled.sources, false),
        }
    }
}

#[test]
fn every_page_does_what_it_says() {
    let faults: Vec<String> = Code::ALL.iter().filter_map(|code| page(*code).err()).collect();
    assert!(faults.is_empty(), "{} pages are wrong\n\n{}", faults.len(), faults.join("\n\n"));
}

#[test]
fn every_page_belongs_to_a_code() {
    for entry in fs::read_dir(support::root().join("compiler/explain")).expect("the folder is there").flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let code = name.strip_suffix(".md").and_then(Code::find);
        assert!(code.is_some(), "{name} is the page of no code");
    }
}

#[test]
fn the_codes_stand_in_order_and_once() {
    let names: Vec<&str> = Code::ALL.iter().map(|code| code.name()).collect();
    let mut sorted = names.clone();
    sorted.sort_unstable();
    sorted.dedup();
    assert_eq!(names, sorted);
}

fn page(code: Code) -> Result<(), String> {
    let page = code.page();
    let first = page.lines().next().unwrap_or("");
    if !first.starts_with(&format!("# {code}: ")) {
        return Err(format!("{code}: the first line is `# {code}: a title`, not `{first}`"));
    }
    let found = blocks(page);
    let [wrong, right] = found.as_slice() else {
        return Err(format!("{code}: a page has two examples, this one {}", found.len()));
    };
    if (wrong.head.as_str(), right.head.as_str()) != ("Wrong", "Right") {
        return Err(format!("{code}: the examples stand under `## Wrong` and `## Right`"));
    }
    let version = page.split_once("wrong with `-t kfp@").and_then(|(_, rest)| rest.split_once('`'));
    let version = version.and_then(|(version, _)| Version::parse(version));
    let target = if page.contains("wrong with `-t argo`") { Target::Argo } else { Target::Kfp };
    let executor = if page.contains("wrong with `--kfp-executor mlc`") { Executor::Mlc } else { Executor::Kfp };
    // Pages about namespaces are built without one, all others as in a project that names one.
    let namespace = (!page.contains("namespace = ")).then(|| "ml".to_owned());
    let options = Options { version, executor, namespace, ..Options::new(target) };
    let outcome = raise(wrong, code, &options)?;
    if outcome.codes.is_empty() || outcome.codes.iter().any(|found| found != code.name()) {
        return Err(format!("{code}: the wrong example raises {:?}\n{}", outcome.codes, outcome.drawn));
    }
    let outcome = raise(right, code, &options)?;
    if outcome.codes.is_empty() {
        Ok(())
    } else {
        Err(format!("{code}: the right example raises {:?}\n{}", outcome.codes, outcome.drawn))
    }
}

fn raise(block: &Block, code: Code, options: &Options) -> Result<Outcome, String> {
    Ok(match block.info.as_str() {
        "mlc" => build_text_for(options.clone(), &block.text).into(),
        "toml" => toml(&block.text),
        "python" => imported(&block.text, "components.py", &python_import(&block.text)),
        "yaml" => imported(&block.text, "component.yaml", &yaml_import(code)),
        "json" => shell("mlc check churn.ml --vars vars.json", code, Some(&block.text)),
        "sh" => shell(&block.text, code, None),
        other => return Err(format!("{code}: nothing is known of examples in `{other}`")),
    })
}

fn toml(text: &str) -> Outcome {
    let files = Files { texts: BTreeMap::from([("mlc.toml".to_owned(), text.to_owned())]), folder: None };
    let mut sources = SourceMap::default();
    let (_, reports) = project::load("mlc.toml", &mut sources, &files);
    Outcome {
        codes: reports.iter().map(|report| report.code.to_string()).collect(),
        drawn: render::render(&reports, &sources, false),
    }
}

fn imported(text: &str, name: &str, import: &str) -> Outcome {
    let texts = BTreeMap::from([(name.to_owned(), text.to_owned()), ("example.ml".to_owned(), import.to_owned())]);
    build("example.ml", &Files { texts, folder: None }, None).into()
}

/// Imports the file; a fault of building shows only where it is called.
fn yaml_import(code: Code) -> String {
    let call = if code.name().starts_with("E07") { "pipeline example() {\n    imported()\n}\n" } else { "" };
    format!("use component \"./component.yaml\" as imported\n{call}")
}

/// Imports the last function at the left edge.
fn python_import(text: &str) -> String {
    let mut functions = text.lines().rev().filter_map(|line| line.strip_prefix("def ")?.split_once('('));
    let name = functions.next().map_or("none", |(name, _)| name);
    format!("use \"./components.py\".{{{name}}}\n")
}

/// Runs commands in a folder with the files that the pages speak of.
fn shell(commands: &str, code: Code, vars: Option<&str>) -> Outcome {
    if code == Code::E0842 && is_root() {
        // Nothing is unreadable for root, so that the commands can only be run by somebody else.
        let wrong = commands.contains("a-r");
        return Outcome { codes: if wrong { vec!["E0842".into()] } else { Vec::new() }, drawn: String::new() };
    }
    let place = folder(&format!("explain-{code}"));
    furnish(&place, code);
    if let Some(vars) = vars {
        fs::write(place.join("vars.json"), vars).expect("a file can be written");
    }
    let tool = Path::new(env!("CARGO_BIN_EXE_mlc")).parent().unwrap_or(Path::new("/"));
    let path = format!("{}:{}", tool.display(), std::env::var("PATH").unwrap_or_default());
    let done = Command::new("sh").args(["-ec", commands]).current_dir(&place).env("PATH", path).output();
    let done = done.expect("there is a shell");
    let said = String::from_utf8_lossy(&done.stderr).into_owned();
    let marks = said.lines().filter_map(|line| line.strip_prefix("error[")?.split_once(']'));
    let mut codes: Vec<String> = marks.map(|(code, _)| code.to_owned()).collect();
    if !done.status.success() && codes.is_empty() {
        codes.push(format!("{} {said}", done.status));
    }
    Outcome { codes, drawn: said }
}

fn is_root() -> bool {
    Command::new("id").arg("-u").output().is_ok_and(|done| done.stdout.starts_with(b"0\n"))
}

fn furnish(place: &Path, code: Code) {
    let pipeline = |name: &str| {
        format!(
            "const RAW: String = \"s3://acme/raw\"\nconst EPOCHS: Int = 1\n\n@image(\"python:3.12\")\n\
             component greet(name: String, times: Int) python ```\n    print(name, times)\n```\n\n\
             pipeline {name}() {{\n    greet(name = RAW, times = EPOCHS)\n}}\n"
        )
    };
    let toml = "[profile.prod]\nnamespace = \"ml\"\n";
    let files = [
        ("churn.ml", pipeline("churn")),
        ("fraud.ml", pipeline("fraud")),
        ("hello.ml", pipeline("hello")),
        ("events.ml", pipeline("events")),
        ("pipelines/churn.ml", pipeline("churn")),
        ("churn/mlc.toml", toml.to_owned()),
        ("churn/pipeline.ml", pipeline("churn")),
        ("fraud/mlc.toml", toml.to_owned()),
        ("fraud/pipeline.ml", pipeline("fraud")),
        ("a/train.ml", pipeline("train")),
        ("b/train.ml", pipeline("train")),
        ("empty-folder/mlc.toml", String::new()),
    ];
    let own_folder = [Code::E0862, Code::E0866].contains(&code);
    for (path, text) in files {
        if own_folder && path.starts_with("churn/") {
            continue;
        }
        let path = place.join(path);
        fs::create_dir_all(path.parent().unwrap_or(place)).expect("a folder can be made");
        fs::write(path, text).expect("a file can be written");
    }
    if code == Code::E0853 {
        fs::write(place.join("mlc.toml"), toml).expect("a file can be written");
        for folder in ["a", "b", "pipelines"] {
            fs::remove_dir_all(place.join(folder)).expect("it was just made");
        }
    }
    if code == Code::E0844 {
        let file = fs::File::create(place.join("events.parquet")).expect("a file can be made");
        file.set_len(300 << 20).expect("a file with a hole in it");
    }
}
