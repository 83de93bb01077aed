//! Literals of CEL.
//!
//! In: JSON values. Out: the same in CEL.
//! Always holds: the text survives Argo, through which KFP hands conditions, and which expands `{{`.

use std::fmt::Write as _;

use serde_json::Value as Json;

use super::Numbers;
use crate::emit::text::plain;

/// Adds a value, its numbers written as `numbers` says.
pub(super) fn constant(text: &mut String, value: &Json, numbers: Numbers) {
    match value {
        Json::Bool(_) | Json::Number(_) if numbers == Numbers::Texts => text.push_str(&literal(&plain(value))),
        Json::String(string) => text.push_str(&literal(string)),
        Json::Number(number) => number_literal(text, number, numbers),
        Json::Array(items) => {
            text.push('[');
            for (index, item) in items.iter().enumerate() {
                text.push_str(if index == 0 { "" } else { ", " });
                constant(text, item, numbers);
            }
            text.push(']');
        }
        Json::Object(fields) => {
            text.push('{');
            for (index, (key, field)) in fields.iter().enumerate() {
                let _ = write!(text, "{}{}: ", if index == 0 { "" } else { ", " }, literal(key));
                constant(text, field, numbers);
            }
            text.push('}');
        }
        Json::Null | Json::Bool(_) => {
            let _ = write!(text, "{value}");
        }
    }
}

fn number_literal(text: &mut String, number: &serde_json::Number, numbers: Numbers) {
    let _ = match (number.is_f64(), numbers) {
        (false, Numbers::Widened) => write!(text, "double({number})"),
        (false, Numbers::Doubles | Numbers::Read) | (true, _) => {
            write!(text, "{:?}", number.as_f64().unwrap_or_default())
        }
        (false, _) => write!(text, "{number}"),
    };
}

/// A text. `{{` is spelled with an escape, or Argo, through which KFP hands it, would expand it.
pub(super) fn literal(text: &str) -> String {
    let mut literal = String::with_capacity(text.len() + 2);
    literal.push('\'');
    let mut after_brace = false;
    for letter in text.chars() {
        match letter {
            '\\' => literal.push_str("\\\\"),
            '\'' => literal.push_str("\\'"),
            '\n' => literal.push_str("\\n"),
            '\r' => literal.push_str("\\r"),
            '\t' => literal.push_str("\\t"),
            '{' if after_brace => literal.push_str("\\x7b"),
            letter if letter.is_control() => {
                let _ = write!(literal, "\\u{:04x}", u32::from(letter));
            }
            letter => literal.push(letter),
        }
        after_brace = letter == '{';
    }
    literal.push('\'');
    literal
}
