//! The lexer's tokens and trivia, as the formatter and the editor see them.
//!
//! In: sources. Out: tokens and trivia with their places.

use super::robust::FILES;
use crate::source::FileId;
use crate::syntax::lexer::{Lexed, lex};
use crate::syntax::token::{Flags, TriviaKind};

fn lexed(text: &str) -> Lexed {
    lex(FileId(0), text)
}

#[test]
fn tokens_and_trivia_are_all_there_is_but_blanks() {
    for file in FILES {
        let Lexed { tokens, trivia, .. } = lexed(file);
        let mut ranges: Vec<_> = tokens.iter().map(|token| token.start as usize..token.end as usize).collect();
        ranges.extend(trivia.iter().map(|trivia| trivia.span.range()));
        ranges.sort_by_key(|range| range.start);
        let mut end = 0;
        for range in ranges {
            let gap = file.get(end..range.start).expect("in order, none inside of another");
            assert_eq!(gap.trim(), "", "before {:?}", &file[range.clone()]);
            end = range.end;
        }
        assert_eq!(file[end..].trim(), "");
    }
}

#[test]
fn comments_and_empty_lines_are_kept_beside() {
    let text = "//! a\n\n\n/// b\nconst A = 1 // c\n//// d\n\nconst B = 2 /// e\r\n";
    let found: Vec<(TriviaKind, &str, bool)> =
        lexed(text).trivia.iter().map(|trivia| (trivia.kind, &text[trivia.span.range()], trivia.first)).collect();
    assert_eq!(
        found,
        [
            (TriviaKind::FileDoc, "//! a", true),
            (TriviaKind::BlankLines, "\n\n", true),
            (TriviaKind::Doc, "/// b", true),
            (TriviaKind::Comment, "// c", false),
            (TriviaKind::Comment, "//// d", true),
            (TriviaKind::BlankLines, "\n", true),
            (TriviaKind::Doc, "/// e", false),
        ]
    );
}

#[test]
fn tokens_know_their_place_on_the_line() {
    let text = "/// a\nconst A = [\n    \"b ${c}\",\n]\n";
    let found: Vec<(&str, bool, bool, bool)> = lexed(text)
        .tokens
        .iter()
        .map(|token| {
            let has = |flag| token.has(flag);
            (&text[token.start as usize..token.end as usize], has(Flags::FIRST), has(Flags::DOC), has(Flags::ESCAPES))
        })
        .collect();
    assert_eq!(
        found,
        [
            ("const", true, true, false),
            ("A", false, false, false),
            ("=", false, false, false),
            ("[", false, false, false),
            ("\"b ${c}\"", true, false, true),
            (",", false, false, false),
            ("]", true, false, false),
        ]
    );
}
