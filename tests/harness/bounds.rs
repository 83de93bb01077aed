//! Hostile sources: what is deep, wide, doubles or leans on itself for long ends in a report, not in an overflow.
//!
//! In: sources that are made here. Out: the first code that is said of each, or nothing where it is small enough.

mod support;

use std::fmt::Write as _;

use support::{build_text, codes};

const HEAD: &str = "@!image(\"python:3.11\")\ncomponent work() container { command = [\"true\"] }\n";

/// `count` lines, each made of its number and the one before; the first comes last with `backwards`.
fn row(count: usize, backwards: bool, first: &str, line: impl Fn(usize, usize) -> String) -> String {
    let mut lines = vec![first.to_owned()];
    lines.extend((1..count).map(|number| line(number, number - 1)));
    if backwards {
        lines.reverse();
    }
    lines.into_iter().fold(String::from(HEAD), |mut text, line| {
        let _ = writeln!(text, "{line}");
        text
    })
}

#[track_caller]
fn said(text: &str, code: &str) {
    let compiled = build_text(text, None);
    assert_eq!(codes(&compiled).first().copied().unwrap_or("nothing"), code);
}

#[test]
fn long_rows_are_told_in_either_order() {
    for backwards in [false, true] {
        let rows = [
            row(5_000, backwards, "const C0 = 1", |n, before| format!("const C{n} = C{before}")),
            row(5_000, backwards, "type T0 = { x: Int }", |n, before| format!("type T{n} = {{ x: T{before} }}")),
            row(5_000, backwards, "artifact A0: Dataset = \"a.B@0.0.1\"", |n, before| {
                format!("artifact A{n}: A{before} = \"a.B{n}@0.0.1\"")
            }),
            row(2_000, backwards, "pipeline p0() { work() }", |n, before| format!("pipeline p{n}() {{ p{before}() }}")),
        ];
        for text in rows {
            said(&text, "E0213");
        }
    }
}

#[test]
fn rows_of_what_is_nested_overflow_nothing() {
    let (open, close) = ("[".repeat(250), "]".repeat(250));
    let (many, less) = ("List<".repeat(250), ">".repeat(250));
    let (into, out) = ("for _ in [1] { ".repeat(100), " }".repeat(100));
    for backwards in [false, true] {
        let values = row(250, backwards, "const C0 = 1", |n, before| format!("const C{n} = {open}C{before}{close}"));
        said(&values, "E0215");
        let types = row(250, backwards, "type T0 = Int", |n, before| format!("type T{n} = {many}T{before}{less}"));
        said(&types, "E0215");
        let blocks = row(100, backwards, "pipeline p0() { work() }", |n, before| {
            format!("pipeline p{n}() {{ {into} p{before}() {out} }}")
        });
        said(&blocks, "nothing");
    }
}

#[test]
fn what_doubles_is_told() {
    said(&row(60, false, "const C0 = \"text\"", |n, b| format!("const C{n} = \"${{C{b}}}${{C{b}}}\"")), "E0215");
    said(&row(60, true, "const C0 = [1]", |n, b| format!("const C{n} = [C{b}, C{b}]")), "E0215");
    said(
        &row(60, false, "type T0 = { x: Int = 1 }", |n, b| format!("type T{n} = {{ a: T{b} = {{}}, b: T{b} = {{}} }}")),
        "E0215",
    );
    let wide = format!("const A = \"{}\"\nconst B = \"{}\"", "x".repeat(200_000), "${A}".repeat(20_000));
    said(&wide, "E0215");
}

#[test]
fn a_pipeline_called_twice_by_each_of_many_is_built_once() {
    said(
        &row(200, false, "pipeline p0() { work() }", |n, b| format!("pipeline p{n}() {{ p{b}() p{b}() }}")),
        "nothing",
    );
}

#[test]
fn a_field_of_a_big_constant_costs_what_the_field_costs() {
    let big = format!("{HEAD}const A = {{ a = \"{}\", b = 1 }}\n", "x".repeat(100_000));
    let uses = (0..1_000).fold(big, |mut text, n| {
        let _ = writeln!(text, "const C{n} = A.b");
        text
    });
    said(&format!("{uses}pipeline p() {{ work() }}"), "nothing");
}
