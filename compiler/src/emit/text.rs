//! Values as texts, the same on every engine.
//!
//! In: constants. Out: what stands for them where a text is asked for.

use serde_json::{Number, Value as Json};

/// A value's text: a number in plain decimal, a text as it is, else JSON.
pub(super) fn plain(value: &Json) -> String {
    match value {
        Json::String(text) => text.clone(),
        Json::Number(number) => decimal(number),
        other => other.to_string(),
    }
}

/// A text for people, without the braces that Argo would look into.
pub(super) fn calm(text: &str) -> String {
    let mut out = String::with_capacity(text.len());
    for letter in text.trim().chars() {
        if matches!(letter, '{' | '}') && out.ends_with(letter) {
            out.push(' ');
        }
        out.push(letter);
    }
    out
}

/// The fewest decimal digits that read back, without an exponent: `3` for 3.0.
pub(super) fn decimal(number: &Number) -> String {
    match number.as_f64() {
        Some(float) if number.is_f64() => float.to_string(),
        _ => number.to_string(),
    }
}
