//! What a reader of diagnostics sees: the drawn form, the short form and the JSON lines.
//!
//! In: hand-made diagnostics on awkward sources. Out: snapshots beside this file (`INSTA_UPDATE=always` rewrites them).

use insta::assert_snapshot;
use mlc::diag::{Code, Diagnostic, json, render};
use mlc::source::{FileId, SourceMap, Span};

const MAIN: &str = "use \"./parts.ml\".{train}

pipeline churn(uri: String) {
\tlet größe = load(uri)
    let m = train(größe.data, fold = 3)
    if m.auc > 1 {
        report(m)
    }
}
";

fn at(offset: usize) -> u32 {
    u32::try_from(offset).expect("a small file")
}

/// The span of the first `text` in a file.
fn find(sources: &SourceMap, file: FileId, text: &str) -> Span {
    let start = sources.get(file).and_then(|file| file.text.find(text)).expect("the text stands in the file");
    Span::new(file, at(start), at(start + text.len()))
}

fn error(span: Span, message: &str, label: &str) -> Diagnostic {
    Diagnostic::error(Code::E0101, span, message, label)
}

fn drawn(sources: &SourceMap, diagnostic: Diagnostic) -> String {
    render::render(&[diagnostic], sources, false)
}

#[test]
fn places_in_two_files_facts_and_ways_out() {
    let mut sources = SourceMap::default();
    let main = sources.add("churn.ml", MAIN);
    let parts = sources.add("parts.ml", "// é\n// é\ncomponent train(data: Dataset, folds: Int) -> Model\n");
    let fold = find(&sources, main, "fold");
    assert_snapshot!(drawn(
        &sources,
        error(fold, "`train` has no input `fold`", "no such input")
            .with(find(&sources, parts, "train"), "its inputs are `data` and `folds`")
            .suggest("an input of a similar name exists", fold, "folds")
            .note("a fact\nof two lines")
    ));
}

#[test]
fn an_insertion_shows_the_line_as_it_would_read() {
    let mut sources = SourceMap::default();
    let main = sources.add("churn.ml", MAIN);
    let place = find(&sources, main, "größe.data");
    assert_snapshot!(drawn(
        &sources,
        error(place, "arguments have names", "").fix("name it", place.before(), "data = ")
    ));
}

#[test]
fn several_lines_and_several_labels() {
    let mut sources = SourceMap::default();
    let main = sources.add("churn.ml", MAIN);
    let block = find(&sources, main, "if m.auc > 1 {\n        report(m)\n    }");
    let labels = error(block, "this `if` has no `else`", "its value may be missing")
        .with(find(&sources, main, "größe"), "first seen here")
        .with(find(&sources, main, "load"), "made here")
        .with(find(&sources, main, "churn("), "");
    assert_snapshot!(drawn(&sources, labels));
}

#[test]
fn hostile_characters_wide_characters_and_long_lines() {
    let mut sources = SourceMap::default();
    let evil = sources.add("evil\u{1b}[31m.ml", "let x = \"\u{202e}abc\u{1b}[2J\" y 日本 z\n");
    let long = sources.add("long.ml", format!("const A = \"{}\" + oops + \"{}\"", "x ".repeat(4000), "b".repeat(500)));
    let end = Span::new(long, 90_000, 90_001);
    let all = [
        error(find(&sources, evil, "abc"), "text \u{202e} of the source", "this\u{7}"),
        error(find(&sources, evil, "日本"), "wide", "two letters").with(find(&sources, evil, "z"), "behind them"),
        error(find(&sources, long, "oops"), "a long line", "in its middle"),
        error(end, "the file ends too early", "something is missing here").warning(),
        Diagnostic::bare(Code::E0101, "no place").help("a way out"),
    ];
    assert_snapshot!(render::render(&all, &sources, false));
    assert_snapshot!("short", render::short(&all, &sources));
}

#[test]
fn json_lines_have_every_field() {
    let mut sources = SourceMap::default();
    let main = sources.add("churn.ml", MAIN);
    let fold = find(&sources, main, "fold");
    let all = [
        error(fold, "no input", "this")
            .with(find(&sources, main, "uri"), "")
            .fix("say it", fold, "folds")
            .note("a fact"),
        Diagnostic::bare(Code::E0101, "no place"),
    ];
    assert_snapshot!(json::json(&all, &sources));
}

#[test]
fn colour_only_if_asked_for() {
    let mut sources = SourceMap::default();
    let main = sources.add("churn.ml", MAIN);
    let all = [error(find(&sources, main, "fold"), "m", "l").help("h").note("n")];
    assert!(!render::render(&all, &sources, false).contains('\u{1b}'));
    assert!(render::render(&all, &sources, true).contains("\u{1b}[31merror[E0101]\u{1b}[0m"));
}

#[test]
fn many_errors_are_counted_and_equal_ones_shown_once() {
    let mut sources = SourceMap::default();
    let main = sources.add("many.ml", "x".repeat(300));
    let mut all: Vec<Diagnostic> = (0..300).map(|at| error(Span::new(main, at, at + 1), "m", "l")).collect();
    all.extend(all.clone());
    let drawn = render::render(&all, &sources, false);
    assert_eq!(drawn.matches("error[E0101]").count(), 200);
    assert!(drawn.contains("… and 100 more\n"), "{drawn}");
}

/// Spans of every kind, most of them wrong, on a text with everything that is awkward: none may panic or be lost.
#[test]
fn any_span_can_be_drawn() {
    let mut sources = SourceMap::default();
    let text = format!("a\tß\r\n\r\n\u{85}日本{}\u{2028}e\u{301}\n\n\u{feff}end", "lang ".repeat(80));
    let length = u32::try_from(text.len()).unwrap();
    let file = sources.add("any.ml", text);
    let empty = sources.add("empty.ml", "");
    for start in (0..length + 3).step_by(3) {
        for end in (start.saturating_sub(2)..length + 3).step_by(7) {
            let all = [error(Span::new(file, start, end), "m", "PRIMARY").with(Span::new(file, end, start), "SECOND")];
            let drawn = render::render(&all, &sources, false);
            assert!(drawn.contains("PRIMARY") && drawn.contains("SECOND"), "{start}..{end}\n{drawn}");
        }
    }
    let drawn = drawn(&sources, error(Span::new(empty, 0, 0), "m", "PRIMARY"));
    assert!(drawn.contains("PRIMARY"), "{drawn}");
}
