//! The reference pages that are made from the compiler's tables.
//!
//! In: the tables. Out: `docs/decorators.md` and `docs/triggers.md`, which must be what the tables say; `UPDATE=1`
//! rewrites them.

use std::fs;
use std::path::Path;

use mlc::diag::Code;
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
    compare("triggers.md", &triggers::markdown::page());
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
