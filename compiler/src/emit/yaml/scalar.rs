//! Scalars that need care: quotes, escapes and `|` blocks are the YAML crate's, fitted into the lines around.
//!
//! In: a text or number and its place. Out: the same as the crate writes it.

use std::fmt::{self, Write as _};

use serde::ser::{self, Serialize};
use serde_json::Value as Json;
use serde_yaml::DoubleQuoted;

/// Why something could not be written; our own documents never meet it.
#[derive(Debug)]
pub(super) struct Unwritable(String);

impl fmt::Display for Unwritable {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        f.write_str(&self.0)
    }
}

impl std::error::Error for Unwritable {}

impl ser::Error for Unwritable {
    fn custom<T: fmt::Display>(message: T) -> Self {
        Self(message.to_string())
    }
}

/// The value of a mapping with one entry, as the crate writes it: all behind `k: `.
fn alone(value: &impl Serialize) -> Result<String, Unwritable> {
    #[derive(serde::Serialize)]
    struct Alone<'v, T> {
        k: &'v T,
    }
    let mut out = String::new();
    serde_yaml::to_fmt_writer_with_options(&mut out, &Alone { k: value }, super::options())
        .map_err(ser::Error::custom)?;
    match out.strip_prefix("k: ") {
        Some(rest) => Ok(rest.to_owned()),
        None => Err(ser::Error::custom("a scalar has a form of its own")),
    }
}

/// Writes a text whose parent's keys or dashes stand at `indent`; ends its line.
///
/// A `|` block whose first line of text begins with a TAB is refused by Go's YAML readers, which KFP's server is: such
/// texts are double-quoted.
pub(super) fn text(text: &str, indent: usize, out: &mut String) -> Result<(), Unwritable> {
    if text.chars().any(is_unprintable) {
        escaped(text, out);
        out.push('\n');
        return Ok(());
    }
    let tab_first = text.contains('\n') && text.trim_start_matches([' ', '\n']).starts_with('\t');
    let written = if tab_first { alone(&DoubleQuoted(text))? } else { alone(&text)? };
    let mut lines = written.split_inclusive('\n');
    out.extend(lines.next());
    for line in lines {
        if line != "\n" {
            out.extend(std::iter::repeat_n(' ', indent));
        }
        out.push_str(line);
    }
    Ok(())
}

/// Writes a key without its colon.
pub(super) fn key(key: &str, indent: usize, out: &mut String) {
    let mut quoted = String::new();
    escaped(key, &mut quoted);
    // YAML lets a key on one line have 1,024 characters; a longer one is introduced by `?`.
    if quoted.chars().count() <= 1024 {
        out.push_str(&quoted);
        return;
    }
    out.push_str("? ");
    out.push_str(&quoted);
    out.push('\n');
    out.extend(std::iter::repeat_n(' ', indent));
}

/// Whether a reader refuses the letter, or takes it for a line's end, where it stands as it is (YAML 1.1, 5.1 and 5.4).
pub(in crate::emit) fn is_unprintable(letter: char) -> bool {
    let printable = matches!(letter, '\n' | '\t' | ' '..='~' | '\u{a0}'..='\u{2027}' | '\u{202a}'..='\u{fefe}')
        || matches!(letter, '\u{ff00}'..='\u{fffd}' | '\u{10000}'..);
    !printable
}

/// Writes a text between double quotes, on one line, in letters that every reader takes.
fn escaped(text: &str, out: &mut String) {
    out.push('"');
    for letter in text.chars() {
        match letter {
            '"' => out.push_str("\\\""),
            '\\' => out.push_str("\\\\"),
            '\n' => out.push_str("\\n"),
            '\t' => out.push_str("\\t"),
            '\r' => out.push_str("\\r"),
            letter if is_unprintable(letter) => {
                let _ = write!(out, "\\u{:04x}", u32::from(letter));
            }
            letter => out.push(letter),
        }
    }
    out.push('"');
}

/// Writes a double.
pub(super) fn float(value: f64, out: &mut String) -> Result<(), Unwritable> {
    out.push_str(alone(&value)?.trim_end_matches('\n'));
    Ok(())
}

/// The text of a mapping's key.
pub(super) fn key_text<T: Serialize + ?Sized>(key: &T) -> Result<String, Unwritable> {
    match serde_json::to_value(key) {
        Ok(Json::String(text)) => Ok(text),
        Ok(other) => Ok(other.to_string()),
        Err(fault) => Err(ser::Error::custom(fault)),
    }
}
