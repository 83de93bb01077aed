//! Tests of the syntax as a whole.
//!
//! In: sources. Out: their trees, as one line of brackets a node, and their reports, held against what is meant.
//! Always holds: no test needs anything from outside of the repository.

mod faults;
mod grammar;
mod robust;
mod shape;
mod words;

use super::*;

/// The tree in brackets and the codes of what is wrong, each with its line.
fn read(text: &str) -> (String, String) {
    let mut sources = crate::source::SourceMap::default();
    let file = sources.add("test.ml", text);
    let (tree, diagnostics) = parse(file, text);
    let place = |span: crate::source::Span| sources.get(file).map_or(0, |file| file.line_column(span.start).0);
    let mut found: Vec<(usize, u32, String)> = diagnostics
        .iter()
        .map(|diagnostic| {
            let span = diagnostic.primary.as_ref().map(|label| label.span).unwrap_or_default();
            (place(span), span.start, diagnostic.code.name().to_owned())
        })
        .collect();
    found.sort();
    let codes: Vec<String> = found.into_iter().map(|(line, _, code)| format!("{code}@{line}")).collect();
    (shape::file(&tree), codes.join(" "))
}

/// The tree of a text that is right.
fn tree(text: &str) -> String {
    let (tree, codes) = read(text);
    assert_eq!(codes, "", "in\n{text}");
    tree
}

/// The statements of a pipeline that is right.
fn stmts(body: &str) -> String {
    let tree = tree(&format!("pipeline p() {{\n{body}\n}}\n"));
    let inner = tree.strip_prefix("(pipeline p () - (block").and_then(|tree| tree.strip_suffix("))"));
    inner.unwrap_or(&tree).trim().to_owned()
}

/// A value that is right.
fn value(text: &str) -> String {
    let tree = tree(&format!("const C = {text}\n"));
    tree.strip_prefix("(const C - ").and_then(|tree| tree.strip_suffix(')')).unwrap_or(&tree).to_owned()
}
