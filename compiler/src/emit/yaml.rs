//! YAML out of serde values. This folder alone names the YAML crate for writing.
//!
//! In: any `Serialize`. Out: text that readers of YAML 1.1 and 1.2 read back unchanged.
//! Always holds: texts of several lines are `|` blocks, lines are never folded.

mod scalar;
mod writer;

pub(super) use scalar::is_unprintable;

use serde::Serialize;
use serde_json::Value as Json;
use serde_yaml::SerializerOptions;

/// A value that can stand as a document of its own.
pub(super) trait Document {
    /// Adds the document's text to `out`.
    fn write(&self, out: &mut String) -> std::fmt::Result;
}

impl<T: Serialize> Document for T {
    fn write(&self, out: &mut String) -> std::fmt::Result {
        self.serialize(writer::Writer::document(out)).map_err(|_| std::fmt::Error)
    }
}

/// Adds several documents to `out` as one stream, `---` between them.
pub(super) fn stream(documents: &[&dyn Document], out: &mut String) -> std::fmt::Result {
    for (index, document) in documents.iter().enumerate() {
        if index > 0 {
            out.push_str("---\n");
        }
        document.write(out)?;
    }
    Ok(())
}

fn options() -> SerializerOptions {
    serde_yaml::ser_options! { folded_wrap_chars: usize::MAX }
}

/// Reads a text that was written here; `None` if it holds several documents.
pub(super) fn read(text: &str) -> Option<Json> {
    // Bounds on the input's size guard against strangers' texts, and this is our own.
    serde_yaml::from_str_with_options(text, serde_yaml::options! { budget: None }).ok()
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Document, stream};

    fn written(value: &serde_json::Value) -> String {
        let mut text = String::new();
        value.write(&mut text).unwrap();
        text
    }

    #[test]
    fn lines_become_a_block_and_long_lines_stay_whole() {
        let long = "word ".repeat(60);
        assert_eq!(written(&json!({ "a": "x\n  y\n" })), "a: |\n  x\n    y\n");
        assert_eq!(written(&json!({ "a": long.trim_end() })), format!("a: {}\n", long.trim_end()));
    }

    #[test]
    fn a_block_that_would_begin_with_a_tab_is_quoted() {
        assert_eq!(written(&json!({ "a": "\n \tx\n" })), "a: \"\\n \\tx\\n\"\n");
    }

    #[test]
    fn what_yaml_1_1_takes_for_something_else_is_quoted() {
        for text in ["on", "y", "12:30", "1_000", "=", "~", "2020-01-01", "0o7"] {
            let yaml = written(&json!({ "a": text }));
            assert!(yaml == format!("a: \"{text}\"\n") || yaml == format!("a: '{text}'\n"), "{yaml}");
        }
    }

    #[test]
    fn a_single_document_is_read_back() {
        assert_eq!(super::read("# Name: x\na: |\n  b\n"), Some(json!({ "a": "b\n" })));
        assert_eq!(super::read("a: 1\n---\nb: 2\n"), None);
    }

    #[test]
    fn documents_are_parted() {
        let mut text = String::new();
        stream(&[&json!({ "a": 1 }), &json!({ "b": [] })], &mut text).unwrap();
        assert_eq!(text, "a: 1\n---\nb: []\n");
    }

    #[test]
    fn nested_structures_stand_where_readers_expect_them() {
        let value = json!({ "a": [["x", {}], { "b": [1.5, null, true], "c": { "d": "p: q" } }], "e": [] });
        let expected = "a:\n- - x\n  - {}\n- b:\n  - 1.5\n  - null\n  - true\n  c:\n    d: \"p: q\"\ne: []\n";
        assert_eq!(written(&value), expected);
    }

    #[test]
    fn blocks_are_indented_where_they_stand() {
        let value = json!({ "a": { "b": ["x\n\n  y\n", "z\nw"] } });
        assert_eq!(super::read(&written(&value)), Some(value.clone()));
        assert_eq!(written(&value), "a:\n  b:\n  - |\n    x\n\n      y\n  - |-\n    z\n    w\n");
    }

    #[test]
    fn hostile_texts_are_read_back_as_keys_and_values() {
        let long = "k".repeat(2000);
        for text in [
            "", " ", "a: b", "- a", "{{$}}", "#x", "a #b", "'", "\"", "\u{0}", "\r\n", "\u{85}", "\u{fffe}", "no",
            &long,
        ] {
            let value = json!({ text: [text, { "x": text }] });
            assert_eq!(super::read(&written(&value)), Some(value));
        }
    }
}
