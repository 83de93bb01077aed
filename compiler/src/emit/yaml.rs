//! YAML out of serde values. The only file that names the YAML crate.
//!
//! In: any `Serialize`. Out: text that readers of YAML 1.1 and 1.2 read back unchanged.
//! Always holds: texts of several lines are `|` blocks, lines are never folded.

use serde::{Serialize, Serializer};
use serde_json::Value as Json;
use serde_yaml::{DoubleQuoted, SerializerOptions};

/// A value that can stand as a document of its own.
pub(super) trait Document {
    /// Adds the document's text to `out`.
    fn write(&self, out: &mut String) -> std::fmt::Result;
}

impl<T: Serialize> Document for T {
    fn write(&self, out: &mut String) -> std::fmt::Result {
        serde_yaml::to_fmt_writer_with_options(out, self, options()).map_err(|_| std::fmt::Error)
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

/// Serializes a text; for wherever a text may have several lines.
///
/// A `|` block whose first line of text begins with a TAB is refused by Go's YAML readers, which KFP's server is: such
/// texts are double-quoted.
pub(super) fn text<S: Serializer>(text: &str, serializer: S) -> Result<S::Ok, S::Error> {
    if text.contains('\n') && text.trim_start_matches([' ', '\n']).starts_with('\t') {
        DoubleQuoted(text).serialize(serializer)
    } else {
        serializer.serialize_str(text)
    }
}

/// A JSON value with its texts written as [`text`] does.
pub(super) struct Value<'a>(pub(super) &'a Json);

impl Serialize for Value<'_> {
    fn serialize<S: Serializer>(&self, serializer: S) -> Result<S::Ok, S::Error> {
        match self.0 {
            Json::String(string) => text(string, serializer),
            Json::Array(items) => serializer.collect_seq(items.iter().map(Value)),
            Json::Object(fields) => serializer.collect_map(fields.iter().map(|(key, value)| (key, Value(value)))),
            plain => plain.serialize(serializer),
        }
    }
}

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::{Document, Value, stream};

    fn written(value: &serde_json::Value) -> String {
        let mut text = String::new();
        Value(value).write(&mut text).unwrap();
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
        stream(&[&Value(&json!({ "a": 1 })), &Value(&json!({ "b": [] }))], &mut text).unwrap();
        assert_eq!(text, "a: 1\n---\nb: []\n");
    }
}
