//! Argo's expressions (expr-lang): what is spelled the same wherever an expression stands.
//!
//! In: names, texts and expressions. Out: expressions.
//! Always holds: no expression holds `{{` or `}}`, since Argo looks for those first; the functions used exist in every
//! release from 3.6 on. See <https://argo-workflows.readthedocs.io/en/latest/variables/#expression>.

use std::fmt::Write as _;

use serde_json::Value as Json;

/// The wire's word for a value that is not there.
pub(super) use super::wire::NONE as ABSENT;

/// `.name`, or `['a-b']` where it is no identifier.
pub(super) fn member(name: &str) -> String {
    let mut letters = name.chars();
    let plain = letters.next().is_some_and(|letter| letter.is_ascii_alphabetic() || letter == '_')
        && letters.all(|letter| letter.is_ascii_alphanumeric() || letter == '_')
        && !is_word(name);
    if plain { format!(".{name}") } else { format!("[{}]", text(name)) }
}

/// Whether an expression takes `name` for a word of its own.
pub(super) fn is_word(name: &str) -> bool {
    const WORDS: [&str; 16] = [
        "and",
        "or",
        "not",
        "in",
        "matches",
        "contains",
        "startsWith",
        "endsWith",
        "let",
        "if",
        "else",
        "true",
        "false",
        "nil",
        "startswith",
        "endswith",
    ];
    WORDS.contains(&name)
}

/// A text literal.
pub(super) fn text(text: &str) -> String {
    let mut out = String::with_capacity(text.len() + 2);
    out.push('\'');
    let mut before = ' ';
    for letter in text.chars() {
        match letter {
            '\'' => out.push_str("\\'"),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\r' => out.push_str("\\r"),
            '\t' => out.push_str("\\t"),
            '{' | '}' if before == letter => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter if (letter as u32) < 0x20 => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
        before = letter;
    }
    out.push('\'');
    out
}

/// A constant as the expression's own value.
pub(super) fn literal(value: &Json) -> String {
    match value {
        Json::Null => "nil".to_owned(),
        Json::String(value) => text(value),
        Json::Array(items) => format!("[{}]", items.iter().map(literal).collect::<Vec<_>>().join(", ")),
        Json::Object(fields) => {
            let fields: Vec<_> =
                fields.iter().map(|(key, value)| format!("{}: {}", text(key), literal(value))).collect();
            format!("{{{} }}", fields.join(", "))
        }
        Json::Bool(_) | Json::Number(_) => value.to_string(),
    }
}

/// The text that travels as `wire`.
pub(super) fn decoded(wire: &str) -> String {
    format!("({wire} startsWith 'mlc:' ? fromJSON({wire}[4:]) : {wire})")
}

/// How the text in the variable `#` travels.
pub(super) fn encoded_item() -> String {
    let (open, close) = (text("{{"), text("}}"));
    format!(
        "# contains {open} or # contains {close} or # startsWith 'mlc:' or # endsWith '\\n' or # matches '[\\x00-\\x07\\x0b\\x0e-\\x1f\\x7f]' \
         ? 'mlc:' + replace(replace({}, '{{', '\\\\u007b'), '}}', '\\\\u007d') : #",
        json("#")
    )
}

/// How the text `value` travels.
pub(super) fn encoded(value: &str) -> String {
    format!("map([{value}], {{{}}})[0]", encoded_item())
}

/// How any JSON value travels as a text; `nil` is absent.
pub(super) fn encoded_any(value: &str) -> String {
    let other = cleaned("toJson(#)");
    format!("map([{value}], {{# == nil ? '{ABSENT}' : (type(#) == 'string' ? ({}) : {other})}})[0]", encoded_item())
}

/// How any JSON value travels as JSON; `nil` is absent.
pub(super) fn json_of_any(value: &str) -> String {
    format!("map([{value}], {{# == nil ? '{ABSENT}' : {}}})[0]", cleaned("toJson(#)"))
}

/// The JSON text of any value, without the letter that Argo can't carry and JSON does not escape.
pub(super) fn json(value: &str) -> String {
    format!("replace(toJson({value}), '\\u007f', '\\\\u007f')")
}

/// The JSON text of the text `value`.
pub(super) fn json_of_text(value: &str) -> String {
    format!("replace({}, '{{', '\\\\u007b')", json(value))
}

/// JSON that some program wrote, as it travels.
pub(super) fn cleaned(json: &str) -> String {
    format!("replace(replace({json}, {}, '{{\\\\u007b'), '\\u007f', '\\\\u007f')", text("{{"))
}

#[cfg(test)]
mod tests {
    use super::{literal, member, text};

    #[test]
    fn braces_never_stand_side_by_side() {
        assert_eq!(text("a{{b}}c"), "'a{\\u007bb}\\u007dc'");
        assert_eq!(literal(&serde_json::json!({ "a": { "b": [1, null] } })), "{'a': {'b': [1, nil] } }");
    }

    #[test]
    fn words_and_dashes_are_quoted() {
        assert_eq!(member("auc"), ".auc");
        assert_eq!(member("a-b"), "['a-b']");
        assert_eq!(member("contains"), "['contains']");
    }
}
