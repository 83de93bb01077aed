//! The reference pages that are made from the compiler's tables.
//!
//! In: the tables. Out: `docs/decorators.md`, `docs/sources.md` and the table in `docs/targets.md`, which must be what
//! the compiler's tables say; `UPDATE=1` rewrites them.

mod support;

use std::fmt::Write as _;
use std::fs;
use std::path::Path;

use mlc::diag::Code;
use mlc::emit::{CAPABILITIES, Support, Target};
use mlc::sema::{decorators, triggers};

fn compare(name: &str, page: &str) {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs").join(name);
    if std::env::var_os("UPDATE").is_some_and(|value| value == "1") {
        fs::create_dir_all(path.parent().expect("it lies in a folder")).expect("the folder can be made");
        fs::write(&path, page).expect("the page can be written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == page, "docs/{name} is not what the table says: UPDATE=1 rewrites it\n\n{page}");
}

#[test]
fn decorators_are_as_the_table_says() {
    compare("decorators.md", &decorators::markdown::page());
}

#[test]
fn triggers_are_as_the_table_says() {
    compare("sources.md", &triggers::markdown::page());
}

/// What each target can do, as a table of Markdown.
fn capabilities() -> String {
    let names: Vec<&str> = Target::ALL.iter().map(|target| target.name()).collect();
    let mut table = format!("| | {} |\n|---|{}\n", names.join(" | "), "---|".repeat(names.len()));
    for row in CAPABILITIES {
        // A bar would begin the next cell, in code as well.
        let construct = row.construct.replace('|', "\\|");
        let _ = write!(table, "| `{construct}` |");
        for target in Target::ALL {
            let _ = match row.support(*target) {
                Support::Always => write!(table, " yes |"),
                Support::Since(version) => write!(table, " since {version} |"),
                Support::If(condition) | Support::AtRunTime(condition) => write!(table, " if {condition} |"),
                Support::No { reason, instead } => write!(table, " **no**: {reason}; {instead} |"),
            };
        }
        table.push('\n');
    }
    table
}

#[test]
fn targets_are_as_the_table_says() {
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/targets.md");
    let page = fs::read_to_string(path).expect("the page is there");
    let (before, rest) = page.split_once("<!-- capabilities -->\n").expect("the table's place is marked");
    let (_, after) = rest.split_once("<!-- end -->").expect("the table's end is marked");
    compare("targets.md", &format!("{before}<!-- capabilities -->\n{}<!-- end -->{after}", capabilities()));
}

#[test]
fn the_version_of_kfp_is_as_it_is_built() {
    let source = "@!image(\"python:3.12\")\ncomponent hello() python ```\n    print()\n```\n";
    let compiled = support::build_text(source, None);
    let built = &compiled.products.first().expect("it is built").document.text;
    let version = built.split_once("'kfp==").and_then(|(_, rest)| rest.split_once('\'')).expect("it is installed").0;
    let page = fs::read_to_string(support::root().join("docs/kfp.md")).expect("the page is there");
    assert!(page.contains(&format!("`kfp=={version}`")), "docs/kfp.md does not say kfp=={version}");
}

#[test]
fn the_page_of_unknown_decorators_names_them_all() {
    let page = Code::E0501.page();
    for decorator in decorators::all() {
        assert!(page.contains(&format!("`{}`", decorator.name())), "{} is not named", decorator.name());
    }
}

#[test]
fn the_page_of_unknown_sources_names_them_all() {
    let page = Code::E0601.page();
    for name in triggers::names() {
        assert!(page.contains(&format!("`{name}")), "{name} is not named");
    }
}

#[test]
fn names_are_unique_and_places_come_first() {
    let mut names: Vec<&str> = decorators::all().map(decorators::Decorator::name).collect();
    names.sort_unstable();
    assert!(names.windows(2).all(|pair| pair[0] != pair[1]));
    let sources = triggers::TABLE.iter().map(|source| &source.signature);
    for signature in decorators::all().map(|decorator| &decorator.signature).chain(sources) {
        let places: Vec<bool> = signature.args.iter().map(|argument| argument.by_place).collect();
        assert!(places.is_sorted_by(|first, second| first >= second), "{signature}");
    }
}
