//! The README's picture: what the compiler really says of `docs/images/diagnostic.ml`, drawn as on a terminal.
//!
//! In: that source. Out: `docs/images/diagnostic.svg`, which must be what is drawn now; `UPDATE=1` rewrites it.
//! Always holds: text alone, no script and no font of its own; colours that read on a light and on a dark page.

mod support;

use std::collections::BTreeMap;
use std::fmt::Write as _;
use std::fs;

use mlc::diag::render;
use support::{Files, build, root, updating};

/// From one character to the next, in tenths of a pixel.
const WIDTH: usize = 84;
/// From one line to the next, in tenths of a pixel.
const HEIGHT: usize = 180;
/// Around the text, in tenths of a pixel.
const MARGIN: usize = 160;
const PLAIN: &str = "#d4d4d4";

/// The colour of an escape sequence's numbers, as a terminal shows it.
fn color(code: &str) -> &'static str {
    match code {
        "31" => "#f47067",
        "32" => "#8ddb8c",
        "33" => "#e0b050",
        "34" => "#6cb6ff",
        "36" => "#76d4d6",
        "38;5;240" | "38;5;246" => "#8b949e",
        _ => PLAIN,
    }
}

/// A line's stretches of one colour: the column where each begins, and its text.
fn stretches(line: &str) -> Vec<(usize, &'static str, String)> {
    let mut found: Vec<(usize, &'static str, String)> = Vec::new();
    let mut column = 0;
    let mut now = PLAIN;
    for (index, part) in line.split('\u{1b}').enumerate() {
        let text = if index == 0 {
            part
        } else {
            let (code, text) = part.split_once('m').expect("only colours are escaped");
            now = color(code.trim_start_matches('['));
            text
        };
        match found.last_mut() {
            Some((_, last, before)) if *last == now => before.push_str(text),
            _ if text.is_empty() => {}
            _ => found.push((column, now, text.to_owned())),
        }
        column += text.chars().count();
    }
    found
}

/// Tenths of a pixel as pixels.
fn pixels(tenths: usize) -> String {
    format!("{}.{}", tenths / 10, tenths % 10)
}

fn svg(drawn: &str) -> String {
    let lines: Vec<_> = drawn.trim_end().lines().map(stretches).collect();
    let ends = lines.iter().flatten().map(|(column, _, text)| column + text.chars().count());
    let columns = ends.max().unwrap_or(0);
    let width = (columns * WIDTH + 2 * MARGIN) / 10;
    let height = (lines.len() * HEIGHT + 2 * MARGIN) / 10;
    let mut out = format!(
        "<svg xmlns=\"http://www.w3.org/2000/svg\" width=\"{width}\" height=\"{height}\" role=\"img\">\n\
         <title>What mlc says of a pipeline with two mistakes</title>\n\
         <rect width=\"100%\" height=\"100%\" rx=\"6\" fill=\"#1f2430\"/>\n\
         <g font-family=\"ui-monospace, Menlo, Consolas, 'DejaVu Sans Mono', monospace\" font-size=\"14\">\n"
    );
    for (row, line) in lines.iter().enumerate() {
        let y = pixels(row * HEIGHT + HEIGHT * 3 / 4 + MARGIN);
        for (column, color, text) in line {
            let blanks = text.chars().take_while(|c| *c == ' ').count();
            let text = text.trim();
            if text.is_empty() {
                continue;
            }
            let x = pixels((column + blanks) * WIDTH + MARGIN);
            let length = pixels(text.chars().count() * WIDTH);
            let text = text.replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            let _ = writeln!(
                out,
                "<text x=\"{x}\" y=\"{y}\" fill=\"{color}\" textLength=\"{length}\" xml:space=\"preserve\">\
                 {text}</text>"
            );
        }
    }
    out.push_str("</g>\n</svg>\n");
    out
}

#[test]
fn the_picture_shows_what_the_compiler_says() {
    let folder = root().join("docs/images");
    let compiled = build("diagnostic.ml", &Files { texts: BTreeMap::new(), folder: Some(folder.clone()) }, None);
    let made = svg(&render::render(&compiled.diagnostics, &compiled.sources, true));
    let path = folder.join("diagnostic.svg");
    if updating() {
        fs::write(&path, &made).expect("the picture can be written");
    }
    let there = fs::read_to_string(&path).unwrap_or_default();
    assert!(there == made, "docs/images/diagnostic.svg is not what the compiler says: UPDATE=1 rewrites it");
}
