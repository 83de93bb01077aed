//! Whatever the text, a tree comes out, soon, with all spans inside of the text.
//!
//! In: three realistic files cut off at every byte, with every token taken out, and texts built to be deep or long.
//! Out: nothing but the tree.

use std::time::{Duration, Instant};

use crate::diag::Diagnostic;
use crate::source::FileId;
use crate::syntax::{ast, lexer, parse};

pub(super) const FILES: [&str; 3] = [
    include_str!("../../../../examples/churn.ml"),
    include_str!("../../../../examples/failures.ml"),
    include_str!("../../../../examples/containers.ml"),
];

/// Parses, and holds every span of the reports against the text.
fn checked(text: &str) -> (ast::File, Vec<Diagnostic>) {
    let (tree, diagnostics) = parse(FileId(0), text);
    for diagnostic in &diagnostics {
        let edits = diagnostic.help.iter().flat_map(|help| help.edits.iter().map(|(span, _)| *span));
        let labels = diagnostic.primary.iter().chain(&diagnostic.secondary).map(|label| label.span);
        for span in labels.chain(edits) {
            assert!(text.get(span.range()).is_some(), "{}: {span:?} is not in\n{text}", diagnostic.code);
        }
    }
    (tree, diagnostics)
}

#[test]
fn every_prefix_is_read() {
    for file in FILES {
        for (end, _) in file.char_indices() {
            checked(&file[..end]);
        }
    }
}

#[test]
fn every_file_without_one_token_is_read() {
    for file in FILES {
        let lexed = lexer::lex(FileId(0), file);
        for token in &lexed.tokens {
            let text = format!("{}{}", &file[..token.start as usize], &file[token.end as usize..]);
            checked(&text);
        }
    }
}

#[test]
fn one_missing_token_costs_no_declaration() {
    for file in FILES {
        let (whole, _) = parse(FileId(0), file);
        let lexed = lexer::lex(FileId(0), file);
        for token in lexed.tokens.iter().filter(|token| token.kind.is_opener() || token.kind.is_closer()) {
            let text = format!("{} {}", &file[..token.start as usize], &file[token.end as usize..]);
            let (tree, diagnostics) = checked(&text);
            let near = &file[..token.end as usize];
            let read = tree.items.iter().filter(|item| !matches!(item.kind, ast::ItemKind::Error)).count();
            assert_eq!(read, whole.items.len(), "after\n{near}");
            assert_eq!(diagnostics.len(), 1, "{diagnostics:#?} after\n{near}");
        }
    }
}

/// Words that may stand next to each other in any way, and what separates them.
const WORDS: &str = "pipeline component const type artifact trigger use let if else for in try finally return and or not \
    true none a b python container parallel path as ( ) [ ] { } { } ( ) @ @! . , : = == != < <= > + - * / -> | ? \"s\" \
    \"${x}\" 1 2.5 30s ``` # // /// //! elif True f'x' && ; with def import => ' \" ` é \u{202e} $ %";

#[test]
fn any_words_in_any_order_are_read() {
    let words: Vec<&str> = WORDS.split_whitespace().collect();
    let mut random = 0x1234_5678_9abc_def1_u64;
    let mut below = |limit: usize| {
        random ^= random << 13;
        random ^= random >> 7;
        random ^= random << 17;
        usize::try_from(random % limit as u64).unwrap_or(0)
    };
    for _ in 0..5_000 {
        let mut text = String::from(["", "pipeline p() {\n"][below(2)]);
        for _ in 0..below(60) {
            text.push_str(words[below(words.len())]);
            text.push_str(["", " ", " ", "\n", "\n    "][below(5)]);
        }
        checked(&text);
    }
}

#[test]
fn deep_and_long_texts_are_refused_not_overflown() {
    let deep = 100_000;
    let texts = [
        format!("const C = {}1{}", "(".repeat(deep), ")".repeat(deep)),
        format!("const C = {}", "[".repeat(deep)),
        format!("const C = {}1", "- ".repeat(deep)),
        format!("const C = {}1", "not ".repeat(deep)),
        format!("const C = 1{}", " + 1".repeat(deep)),
        format!("const C = 1{}", " >= 1".repeat(deep)),
        format!("const C = a{}", ".b".repeat(deep)),
        format!("const C = a{}", ".b()".repeat(deep)),
        format!("const C = a{}", "[0]".repeat(deep)),
        format!("type T = {}Int{}", "List<".repeat(deep), ">".repeat(deep)),
        format!("type T = Int{}", "?".repeat(deep)),
        format!("type T = {}Int{}", "{ a: ".repeat(deep), "}".repeat(deep)),
        format!("pipeline p() {{ {}{} }}", "if a { ".repeat(deep), "}".repeat(deep)),
        format!("pipeline p() {{ if a {{ }} {} }}", "else if a { } ".repeat(deep)),
        format!("const C = [{} if a {{ b }}]", "if a { b } else ".repeat(deep)),
        format!("const C = {}", "(((((a + 1) + 1) + 1) + 1) + 1) +".repeat(deep / 5)),
    ];
    for text in texts {
        let (_, diagnostics) = checked(&text);
        let codes: Vec<&str> = diagnostics.iter().map(|diagnostic| diagnostic.code.name()).collect();
        assert!(codes.contains(&"E0112"), "{codes:?} in {}", text.get(..60).unwrap_or(&text));
    }
}

#[test]
fn the_deepest_that_is_allowed_is_read() {
    let texts = [
        format!("const C = {}1{}", "(".repeat(256), ")".repeat(256)),
        format!("const C = {}1{}", "[".repeat(256), "]".repeat(256)),
        format!("const C = 1{}", " + 1".repeat(500)),
        format!("pipeline p() {{ {}{} }}", "if a { ".repeat(255), "}".repeat(255)),
        format!("const C = [{}]", "{ a = 1 }, ".repeat(5_000)),
        format!("pipeline p() {{ {} }}", "a() b() ".repeat(5_000)),
        format!("pipeline p() {{ {} }}", "if a { b() } ".repeat(5_000)),
    ];
    for text in texts {
        let (_, diagnostics) = checked(&text);
        assert!(diagnostics.is_empty(), "{diagnostics:?} in {}", text.get(..60).unwrap_or(&text));
    }
}

#[test]
fn time_grows_with_the_text_whatever_it_is() {
    let many = 20_000;
    let texts = [
        "(".repeat(many),
        "{ ".repeat(many),
        ")".repeat(many),
        format!("const C = \"{}\"", "${".repeat(many)),
        format!("const C = \"{}\"", "${a}".repeat(many)),
        format!("pipeline p() {{\n{}}}", "let x = a if b\n".repeat(many)),
        format!("pipeline p() {{\n{}}}", "for x in a:\n".repeat(many)),
        format!("pipeline p() {{\n{}}}", "with a:\n b\n".repeat(many)),
        format!("pipeline p() {{\n{}}}", ", = : | ?\n".repeat(many)),
        format!("pipeline p() {{\n{}}}", "a = 1, ".repeat(many)),
        format!("const C = [{}]", "a b ".repeat(many)),
        format!("const C = {{{}}}", "a : ".repeat(many)),
        "component a() python ```\n".repeat(many),
        "<<<<<<< a\n=======\n".repeat(many),
        "let x = 1\n".repeat(many),
        "@a\n".repeat(many),
        "/// a\n".repeat(many),
        "\u{202e}".repeat(many),
        "` ".repeat(many),
        "é ".repeat(many),
        "const C = 1 ".repeat(many),
    ];
    for text in texts {
        let start = Instant::now();
        checked(&text);
        let taken = start.elapsed();
        // What is quadratic takes minutes; a busy machine may make ten seconds of one.
        assert!(taken < Duration::from_secs(90), "{taken:?} for {}", text.get(..40).unwrap_or(""));
    }
}
