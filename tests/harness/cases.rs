//! The cases: each a file that a user could have written. And that every example, every module of the standard library
//! and every twin of a golden builds.
//!
//! In: `tests/cases/<phase>/<behaviour>.ml`, whose first line says what is expected: `// expect: ok`, or the codes with
//! their lines in order, `// expect: E0103@3 E0107@9`; a code without a place stands alone, one in another file is
//! `E0103@with/parts.ml:3`. What a case imports lies in a folder beside it. Those in `argo` are built for Argo; a case
//! may name what it is built for, on several lines: `// expect -t kfp@2.4: E0702@8`, `// expect -t kfp@2.5: ok`.
//! Out: the diagnostics as drawn are `<behaviour>.snap`, what was built `<behaviour>.kfp.yaml` or `.argo.yaml`; with a
//! release, `<behaviour>@2.5.kfp.yaml`. `<behaviour>.toml` is its `mlc.toml`, of which the
//! profile `prod` holds. `UPDATE=1` rewrites them.

mod support;

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};

use mlc::diag::{Diagnostic, render};
use mlc::driver::Compiled;
use mlc::emit::{Options, Target};
use mlc::source::SourceMap;
use support::{Expected, Files, build, build_for, build_text, codes, expected, updating};

fn case(path: &Path) -> datatest_stable::Result<()> {
    let text = fs::read_to_string(path)?;
    let builds = expected(path, &text);
    assert!(!builds.is_empty(), "the first line says `// expect: ok` or `// expect: E0103@3 …`");
    for one in &builds {
        built_as(one, path)?;
    }
    Ok(())
}

fn built_as(wanted: &Expected, path: &Path) -> datatest_stable::Result<()> {
    let name = path.file_name().and_then(|name| name.to_str()).ok_or("a name in UTF-8")?;
    let folder = path.parent().map(Path::to_owned);
    let settings = fs::read_to_string(path.with_extension("toml")).ok().map(|text| ("mlc.toml".to_owned(), text));
    let files = Files { texts: settings.into_iter().collect(), folder };
    let compiled = build_for(wanted.options(), name, &files);
    let found = found(&compiled, name);
    let drawn = render::render(&compiled.diagnostics, &compiled.sources, false);
    assert!(found == wanted.words, "\n{wanted:?}\n   found: {found}\n\n{drawn}");
    // Where several builds are expected, each has side files of its own.
    let stem = path.with_extension("");
    let side = |ending: &str| PathBuf::from(format!("{}{}.{ending}", stem.display(), wanted.mark()));
    let target = wanted.target;
    snapshot(&side(wanted.drawn), &drawn)?;
    let mut built = built(&compiled, &side);
    let file = side(&format!("{target}.yaml"));
    if !built.iter().any(|(path, _)| *path == file) {
        built.push((file, String::new()));
    }
    for (path, text) in built {
        snapshot(&path, &text)?;
    }
    Ok(())
}

/// The diagnostics in the words of the first line.
fn found(compiled: &Compiled, name: &str) -> String {
    let mut all: Vec<&Diagnostic> = compiled.diagnostics.iter().collect();
    all.sort_by_key(|diagnostic| diagnostic.primary.as_ref().map(|label| label.span));
    let words: Vec<String> = all.into_iter().map(|diagnostic| word(diagnostic, &compiled.sources, name)).collect();
    if words.is_empty() { "ok".to_owned() } else { words.join(" ") }
}

fn word(diagnostic: &Diagnostic, sources: &SourceMap, name: &str) -> String {
    let Some(label) = &diagnostic.primary else { return diagnostic.code.to_string() };
    let file = sources.get(label.span.file);
    let line = file.map_or(0, |file| file.line_column(label.span.start).0);
    match file {
        Some(file) if file.path != name => format!("{}@{}:{line}", diagnostic.code, file.path),
        _ => format!("{}@{line}", diagnostic.code),
    }
}

/// The documents with their side files: `case.kfp.yaml`, or `case.<pipeline>.kfp.yaml` where there are several.
fn built(compiled: &Compiled, side: &impl Fn(&str) -> PathBuf) -> Vec<(PathBuf, String)> {
    let several = compiled.products.len() > 1;
    let documents = compiled.products.iter().map(|product| &product.document);
    documents
        .map(|document| {
            let name =
                if several { format!("{}.{}", document.name, document.suffix) } else { document.suffix.to_owned() };
            (side(&name), document.text.clone())
        })
        .collect()
}

/// Compares with the side file, which is not there where there is nothing to say.
fn snapshot(path: &Path, text: &str) -> datatest_stable::Result<()> {
    let old = fs::read_to_string(path).unwrap_or_default();
    if old == text {
        return Ok(());
    }
    let name = path.display();
    assert!(updating(), "{name} says otherwise (UPDATE=1 rewrites it)\n\nfound:\n{text}\nthere:\n{old}");
    if text.is_empty() { fs::remove_file(path) } else { fs::write(path, text) }?;
    Ok(())
}

/// What a user may copy builds, for every target, twice to the same bytes, and without a word but for what a `// Says E0301` in it
/// announces.
fn builds(path: &Path) -> datatest_stable::Result<()> {
    let name = path.file_name().and_then(|name| name.to_str()).ok_or("a name in UTF-8")?;
    let files = Files { texts: BTreeMap::new(), folder: path.parent().map(Path::to_owned) };
    let compiled = build(name, &files, None);
    let drawn = render::render(&compiled.diagnostics, &compiled.sources, false);
    let text = fs::read_to_string(path)?;
    let announced: Vec<&str> = text
        .lines()
        .filter_map(|line| line.split_once("// Says "))
        .filter_map(|(_, said)| said.get(..5))
        .filter(|said| said.starts_with("E0"))
        .collect();
    assert!(codes(&compiled) == announced, "\nannounced: {announced:?}\n{drawn}");
    assert!(build(name, &files, None).products == compiled.products, "a second build came out otherwise");
    if path.starts_with("examples") {
        let compiled = build_for(Options::new(Target::Argo), name, &files);
        let drawn = render::render(&compiled.diagnostics, &compiled.sources, false);
        assert!(codes(&compiled) == announced && !compiled.failed(), "\nfor argo\n{drawn}");
        let again = build_for(Options::new(Target::Argo), name, &files);
        assert!(again.products == compiled.products, "a second build for argo came out otherwise");
    }
    Ok(())
}

/// A module of the standard library can be imported with all its components.
fn imports(path: &Path) -> datatest_stable::Result<()> {
    let text = fs::read_to_string(path)?;
    let name = path.file_stem().and_then(|name| name.to_str()).ok_or("a name in UTF-8")?;
    let components = text.lines().filter_map(|line| line.strip_prefix("component ")?.split_once('('));
    let names: Vec<&str> = components.map(|(name, _)| name).collect();
    assert!(!names.is_empty(), "no component begins at the left edge");
    let compiled = build_text(&format!("use std.{name}.{{{}}}\n", names.join(", ")), None);
    let drawn = render::render(&compiled.diagnostics, &compiled.sources, false);
    assert!(compiled.diagnostics.is_empty(), "\n{drawn}");
    Ok(())
}

datatest_stable::harness! {
    { test = case, root = "tests/cases", pattern = r"^[^/]+/[^/]+\.ml$" },
    { test = builds, root = "examples", pattern = r"^[^/]+\.ml$" },
    { test = imports, root = "stdlib", pattern = r"^[^/]+\.ml$" },
    { test = builds, root = "tests/conformance/kfp", pattern = r"^[^/]+\.ml$" },
}
