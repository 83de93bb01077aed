//! Values as the texts in which they travel: Argo's parameters are text.
//!
//! In: a constant and its type. Out: its wire text, which `runtime/executor.py` reads back; the vectors of
//! `runtime/wire.json` hold both to the same.
//! Always holds: a wire text has neither `{{` nor `}}`, which Argo would expand, does not end in a newline, which Argo
//! would cut off, and has no letter that Go's `strconv.Quote` writes in a way that is no JSON.

use std::fmt::Write as _;

use serde_json::Value as Json;

use crate::emit::text::{decimal, plain};
use crate::plan::ParamType;

/// An optional value that is absent, whatever its type.
pub(super) const NONE: &str = "mlc:none";

/// What stands before a text that is written as a JSON string.
pub(super) const MARK: &str = "mlc:";

/// The wire text of a constant.
pub(super) fn text(value: &Json, ty: ParamType) -> String {
    match (ty, value) {
        (_, Json::Null) => NONE.to_owned(),
        (ParamType::String, value) => string(&plain(value)),
        (ParamType::Int | ParamType::Float, Json::Number(number)) => decimal(number),
        _ => json(value),
    }
}

/// The wire text of a String: itself, or behind [`MARK`] where it would not arrive so.
pub(super) fn string(text: &str) -> String {
    if !is_plain(text) {
        let quoted = json(&Json::from(text)).replace('{', "\\u007b").replace('}', "\\u007d");
        return format!("{MARK}{quoted}");
    }
    text.to_owned()
}

/// Whether a String travels as it is.
pub(super) fn is_plain(text: &str) -> bool {
    let odd = text.starts_with(MARK) || text.ends_with('\n') || text.contains("{{") || text.contains("}}");
    !odd && !text.contains(is_unquotable)
}

/// Compact JSON without `{{` and `}}`: a blank stands between closing braces, and escapes stand inside of texts.
pub(super) fn json(value: &Json) -> String {
    let plain = value.to_string();
    let mut out = String::with_capacity(plain.len());
    let (mut in_text, mut escaped) = (false, false);
    let mut last = '\0';
    for letter in plain.chars() {
        let doubled = matches!(letter, '{' | '}') && letter == last;
        if in_text && (doubled || is_unquotable(letter)) {
            for unit in letter.encode_utf16(&mut [0; 2]) {
                let _ = write!(out, "\\u{unit:04x}");
            }
            last = '\0';
            continue;
        }
        if doubled {
            out.push(' ');
        }
        out.push(letter);
        last = letter;
        if letter == '"' && !escaped {
            in_text = !in_text;
        }
        escaped = letter == '\\' && !escaped;
    }
    out
}

/// Whether Go quotes it in a way that JSON lacks: `\a`, `\v`, `\x00`, `\U0001f600`.
fn is_unquotable(letter: char) -> bool {
    matches!(letter, '\0'..='\x07' | '\x0b' | '\x0e'..='\x1f' | '\x7f' | '\u{10000}'..)
}

#[cfg(test)]
mod tests {
    use serde_json::{Value as Json, json};

    use super::{ParamType, text};

    fn vectors() -> Vec<Json> {
        let file: Json = serde_json::from_str(include_str!("../../../runtime/wire.json")).expect("JSON");
        file["vectors"].as_array().expect("a list").clone()
    }

    fn param_type(name: &str) -> ParamType {
        match name {
            "String" => ParamType::String,
            "Int" => ParamType::Int,
            "Float" => ParamType::Float,
            "Bool" => ParamType::Bool,
            "List" => ParamType::List,
            "Struct" => ParamType::Struct,
            _ => panic!("{name} is no type"),
        }
    }

    #[test]
    fn vectors_are_written_as_the_executor_writes_them() {
        let vectors = vectors();
        assert!(vectors.len() > 40, "the vectors were found");
        for vector in &vectors {
            let ty = param_type(vector["type"].as_str().expect("a type"));
            assert_eq!(text(&vector["value"], ty), vector["wire"].as_str().expect("a text"), "{vector}");
        }
    }

    #[test]
    fn nothing_that_argo_expands_is_left() {
        let texts = ["{{{{", "}}}}}", "{ {{x}} }", "\\{{\\}}", "\"{{\"", "{\"a\":{\"b\":{}}}", "a\u{7f}\u{1f600}\n"];
        for hostile in texts {
            for value in [json!(hostile), json!([hostile, { hostile: { "a": { "b": hostile } } }])] {
                let ty = if value.is_string() { ParamType::String } else { ParamType::List };
                let wire = text(&value, ty);
                assert!(!wire.contains("{{") && !wire.contains("}}") && !wire.ends_with('\n'), "{wire}");
                let read: Json = match wire.strip_prefix("mlc:") {
                    Some(quoted) => serde_json::from_str(quoted).expect("JSON"),
                    None if value.is_string() => json!(wire),
                    None => serde_json::from_str(&wire).expect("JSON"),
                };
                assert_eq!(read, value, "{wire}");
            }
        }
    }

    #[test]
    fn absent_is_a_word_of_its_own() {
        for ty in [ParamType::String, ParamType::Int, ParamType::Struct] {
            assert_eq!(text(&Json::Null, ty), "mlc:none");
        }
    }
}
