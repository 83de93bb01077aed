//! JSON values as Python literals.
//!
//! In: a JSON value. Out: text that Python evaluates to the same.
//! Always holds: the text is one line of ASCII controls-free source.

use std::fmt::Write as _;

use serde_json::Value as Json;

/// Adds `value` to `out`.
pub(in crate::emit::kfp) fn literal(out: &mut String, value: &Json) {
    match value {
        Json::Null => out.push_str("None"),
        Json::Bool(true) => out.push_str("True"),
        Json::Bool(false) => out.push_str("False"),
        Json::Number(number) => {
            let _ = write!(out, "{number}");
        }
        Json::String(string) => text(out, string),
        Json::Array(items) => {
            out.push('[');
            for (index, item) in items.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                literal(out, item);
            }
            out.push(']');
        }
        Json::Object(fields) => {
            out.push('{');
            for (index, (key, field)) in fields.iter().enumerate() {
                out.push_str(if index == 0 { "" } else { ", " });
                text(out, key);
                out.push_str(": ");
                literal(out, field);
            }
            out.push('}');
        }
    }
}

/// Adds a text in single quotes to `out`.
pub(super) fn text(out: &mut String, text: &str) {
    out.push('\'');
    for letter in text.chars() {
        match letter {
            '\\' => out.push_str("\\\\"),
            '\'' => out.push_str("\\'"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            letter if letter.is_control() || matches!(letter, '\u{2028}' | '\u{2029}' | '\u{feff}') => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('\'');
}
