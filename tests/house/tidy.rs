//! The house's rules, where neither rustc nor clippy looks.
//!
//! In: the repository's files. Out: one failure a rule, with every place that breaks it.

use std::collections::BTreeSet;
use std::fs;
use std::path::Path;

/// Who may know whom: a module of the library, and those that it may name.
const KNOWS: [(&str, &[&str]); 15] = [
    ("source", &[]),
    ("stdlib", &[]),
    ("diag", &["source"]),
    ("syntax", &["source", "diag"]),
    ("plan", &["source"]),
    ("foreign", &["source", "diag", "plan"]),
    ("modules", &["source", "diag", "syntax", "stdlib"]),
    ("project", &["source", "diag", "syntax", "modules"]),
    ("sema", &["source", "diag", "syntax", "plan", "foreign", "modules", "stdlib"]),
    ("lint", &["source", "diag", "syntax", "plan", "foreign", "modules", "stdlib", "sema"]),
    ("lower", &["source", "plan", "sema"]),
    ("emit", &["source", "diag", "plan"]),
    ("graph", &["source", "plan"]),
    ("driver", &["source", "diag", "syntax", "plan", "modules", "project", "sema", "lint", "lower", "emit"]),
    ("ide", &["source", "diag", "syntax", "modules", "sema", "driver"]),
];

/// Crates that few files may name: the crate and its files.
const NAMED_BY: [(&str, &[&str]); 4] = [
    ("ariadne", &["diag/render.rs"]),
    ("serde_yaml", &["emit/yaml.rs", "emit/yaml/scalar.rs", "foreign/yaml.rs"]),
    ("promql_parser", &["sema/check/formats/prometheus.rs"]),
    ("clap", &["main.rs", "cli.rs", "cli/"]),
];

const MAX_FILE: usize = 600;
const MAX_SCHEMA: usize = 800;
const MAX_FUNCTION: usize = 80;

fn root() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

/// All files below a folder of the repository, as paths from its root, sorted; what is built or fetched left out.
fn files(folder: &str, ending: &str) -> Vec<String> {
    let mut found = Vec::new();
    let mut open = vec![root().join(folder)];
    while let Some(folder) = open.pop() {
        for entry in fs::read_dir(&folder).into_iter().flatten().flatten() {
            let path = entry.path();
            let name = entry.file_name().to_string_lossy().into_owned();
            let hidden = name.starts_with('.') && name != ".ci";
            if hidden || ["target", "node_modules", "build", "__pycache__", "venv"].contains(&name.as_str()) {
                continue;
            }
            if path.is_dir() {
                open.push(path);
            } else if name.ends_with(ending) {
                found.push(path.strip_prefix(root()).unwrap_or(&path).to_string_lossy().into_owned());
            }
        }
    }
    found.sort();
    found
}

fn read(path: &str) -> String {
    fs::read_to_string(root().join(path)).unwrap_or_default()
}

/// The library's and the binary's sources: their path below `compiler/src`, and their text.
fn sources() -> Vec<(String, String)> {
    let files = files("compiler/src", ".rs");
    assert!(files.len() > 20, "the sources were found");
    files.into_iter().map(|path| (path.trim_start_matches("compiler/src/").to_owned(), read(&path))).collect()
}

/// The lines of a source without those that are comment alone, numbered from 1.
fn code(text: &str) -> impl Iterator<Item = (usize, &str)> {
    text.lines().enumerate().map(|(at, line)| (at + 1, line)).filter(|(_, line)| !line.trim_start().starts_with("//"))
}

fn none(rule: &str, faults: &[String]) {
    assert!(faults.is_empty(), "{rule}:\n  {}", faults.join("\n  "));
}

#[test]
fn modules_know_only_those_before_them() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let module = path.trim_end_matches(".rs").split('/').next().unwrap_or("");
        if ["main", "cli", "lsp", "lib"].contains(&module) {
            continue;
        }
        let Some((_, known)) = KNOWS.iter().find(|(name, _)| *name == module) else {
            faults.push(format!("{path}: `{module}` is not in the table of who may know whom"));
            continue;
        };
        for (line, text) in code(&text) {
            for (_, rest) in text.match_indices("crate::").map(|(at, mark)| text.split_at(at + mark.len())) {
                let named: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
                if named != module && KNOWS.iter().any(|(name, _)| *name == named) && !known.contains(&named.as_str()) {
                    faults.push(format!("{path}:{line}: `{module}` may not know `{named}`"));
                }
            }
        }
    }
    none("directions between modules", &faults);
}

#[test]
fn few_files_name_what_may_be_exchanged() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        for (name, allowed) in NAMED_BY {
            if allowed.iter().any(|allowed| path == *allowed || (allowed.ends_with('/') && path.starts_with(allowed))) {
                continue;
            }
            let word = format!("{name}::");
            let lines = code(&text).filter(|(_, line)| line.contains(&word));
            faults.extend(lines.map(|(line, _)| format!("{path}:{line}: only {allowed:?} name `{name}`")));
        }
    }
    none("crates behind one file", &faults);
}

#[test]
fn the_library_touches_nothing_outside() {
    let words = ["std::fs", "std::env", "std::process", "std::time", "std::net", "println!", "eprintln!", "print!("];
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let is_test = path.contains("/tests/") || path.ends_with("/tests.rs");
        if path == "main.rs" || path == "cli.rs" || path.starts_with("cli/") || path.starts_with("lsp") || is_test {
            continue;
        }
        let lines = code(&text).filter(|(_, line)| words.iter().any(|word| line.contains(word)));
        faults.extend(lines.map(|(line, text)| format!("{path}:{line}: {}", text.trim())));
    }
    none("the library is pure", &faults);
}

#[test]
fn output_keeps_the_sources_order() {
    let mut faults = Vec::new();
    for (path, text) in sources() {
        let product = text.split("#[cfg(test)]").next().unwrap_or("");
        if path.starts_with("emit") || path.starts_with("plan") || path.starts_with("lower") {
            let lines = code(product).filter(|(_, line)| line.contains("std::collections::Hash"));
            faults.extend(lines.map(|(line, text)| format!("{path}:{line}: {}", text.trim())));
        }
    }
    none("no order that changes from run to run where output is made", &faults);
}

#[test]
fn files_open_with_what_they_are_and_stay_short() {
    let mut faults = Vec::new();
    let mut all = files("compiler", ".rs");
    all.extend(files("tests", ".rs"));
    for path in all {
        let text = read(&path);
        let lines = text.lines().count();
        let most = if path.ends_with("schema.rs") { MAX_SCHEMA } else { MAX_FILE };
        if lines > most {
            faults.push(format!("{path}: {lines} lines, {most} at most"));
        }
        if !text.starts_with("//! ") {
            faults.push(format!("{path}: opens without `//!`"));
        }
        if path.ends_with("/mod.rs") {
            faults.push(format!("{path}: is `foo.rs` beside `foo/` in this house"));
        }
        faults.extend(long_functions(&text).map(|(line, long)| format!("{path}:{line}: a function of {long} lines")));
    }
    let main = read("compiler/src/main.rs").lines().count();
    if main > 40 {
        faults.push(format!("main.rs: {main} lines, 40 at most"));
    }
    none("sizes and heads of files", &faults);
}

/// Functions with more than [`MAX_FUNCTION`] lines: where they begin and how long they are.
fn long_functions(text: &str) -> impl Iterator<Item = (usize, usize)> {
    let lines: Vec<&str> = text.lines().collect();
    let indent = |line: &str| line.len() - line.trim_start().len();
    let is_function = |line: &str| {
        let words = line.trim_start();
        let words = words.split_once("fn ").map(|(before, _)| before);
        words.is_some_and(|before| {
            before
                .split_whitespace()
                .all(|word| word.starts_with("pub") || word == "const" || word == "in" || word.ends_with(')'))
        })
    };
    let mut found = Vec::new();
    for (start, line) in lines.iter().enumerate().filter(|(_, line)| is_function(line)) {
        let end = (start..lines.len())
            .find(|at| *at > start && indent(lines[*at]) == indent(line) && lines[*at].trim_start().starts_with('}'));
        let long = end.map_or(1, |end| end - start + 1);
        if long > MAX_FUNCTION && !line.trim_end().ends_with(';') {
            found.push((start + 1, long));
        }
    }
    found.into_iter()
}

#[test]
fn every_dependency_says_what_for() {
    let text = read("Cargo.toml");
    let mut section = "";
    let mut faults = Vec::new();
    for line in text.lines() {
        if line.starts_with('[') {
            section = line;
        } else if section.contains("dependencies") && line.contains('=') && !line.contains('#') {
            faults.push(line.to_owned());
        }
    }
    none("dependencies without a reason", &faults);
}

#[test]
fn nothing_is_left_undone_or_tells_of_a_workplace() {
    let undone = ["TO", "FIX", "XX"].map(|start| {
        format!(
            "{start}{}",
            if start == "XX" {
                "X"
            } else if start == "TO" {
                "DO"
            } else {
                "ME"
            }
        )
    });
    let places = ["work", "home", "root"].map(|folder| format!("\"/{folder}/"));
    let mut all = files("", ".rs");
    for ending in [".md", ".py", ".go", ".toml", ".sh", "run"] {
        all.extend(files("", ending));
    }
    let mut faults = Vec::new();
    for path in all {
        for (at, line) in read(&path).lines().enumerate() {
            let words: BTreeSet<&str> = line.split(|c: char| !c.is_alphanumeric() && c != '_').collect();
            if undone.iter().any(|word| words.contains(word.as_str()))
                || places.iter().any(|place| line.contains(place))
            {
                faults.push(format!("{path}:{}: {}", at + 1, line.trim()));
            }
        }
    }
    none("undone things, and paths of one machine", &faults);
}

#[test]
fn every_module_of_the_standard_library_is_embedded() {
    let files = files("stdlib", ".ml");
    let embedded: Vec<String> = mlc::stdlib::MODULES.iter().map(|(name, _)| format!("stdlib/{name}.ml")).collect();
    assert_eq!(files, embedded);
}

#[test]
fn snapshots_have_their_cases() {
    let mut faults = Vec::new();
    for ending in [".snap", ".kfp.yaml", ".argo.yaml"] {
        for path in files("tests/cases", ending) {
            // `case@2.4.snap` is that of `case.ml`, too.
            let stem = path.trim_end_matches(ending);
            let stem = stem.split_once('@').map_or(stem, |(stem, _)| stem);
            // `case.ml`; of `case.<pipeline>.kfp.yaml` too; and `case_py.snap` is that of `case.py`.
            let mut cases =
                vec![format!("{stem}.ml"), Path::new(stem).with_extension("ml").to_string_lossy().into_owned()];
            cases.extend(stem.rsplit_once('_').map(|(name, ending)| format!("{name}.{ending}")));
            if !cases.iter().any(|case| root().join(case).is_file()) {
                faults.push(path);
            }
        }
    }
    none("snapshots of no case", &faults);
}

#[test]
fn private_words_do_not_reach_people() {
    // Messages are the user's words: no `Some(`, no debug form of a type.
    let mut faults = Vec::new();
    for (path, text) in sources() {
        if path.ends_with("errors.rs") || path.contains("errors/") {
            let lines = code(&text).filter(|(_, line)| line.contains("format!(") && line.contains(":?}"));
            faults.extend(
                lines
                    .filter(|(_, line)| !line.contains("text:?"))
                    .map(|(line, text)| format!("{path}:{line}: {}", text.trim())),
            );
        }
    }
    none("debug forms in messages", &faults);
}
