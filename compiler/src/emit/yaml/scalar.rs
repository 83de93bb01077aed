//! Scalars that need care: quotes, escapes and `|` blocks.
//!
//! In: a text or number and its place. Out: the same as the YAML crate writes it. The common ones are written here, since
//! the crate's way costs a detour each; the odd ones are the crate's, fitted into the lines around.

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
    if needs_quotes(text) || text.chars().any(is_unprintable) {
        escaped(text, out);
        out.push('\n');
        return Ok(());
    }
    if is_simple_block(text) {
        block(text, indent + 2, out);
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

/// Whether a text of one line can't stand without quotes by its first letter, a placeholder say.
fn needs_quotes(text: &str) -> bool {
    text.starts_with(['{', '[', '&', '*', '!', '%', '@', '`', '"', '\'']) && !text.contains('\n')
}

/// Whether a printable text is a block without further ado: it has several lines, its first line and its last begin and
/// end with letters, and one line break at most follows.
fn is_simple_block(text: &str) -> bool {
    let inner = text.strip_suffix('\n').unwrap_or(text);
    let blank = [' ', '\t', '\n'];
    text.contains('\n') && !inner.is_empty() && !inner.starts_with(blank) && !inner.ends_with(blank)
}

/// Writes such a text as a `|` block whose lines stand at `indent`.
fn block(text: &str, indent: usize, out: &mut String) {
    out.push_str(if text.ends_with('\n') { "|\n" } else { "|-\n" });
    for line in text.split_inclusive('\n') {
        if line != "\n" {
            out.extend(std::iter::repeat_n(' ', indent));
        }
        out.push_str(line);
    }
    if !text.ends_with('\n') {
        out.push('\n');
    }
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

#[cfg(test)]
mod tests {
    use serde_json::json;

    use super::super::{Document, read};
    use super::{alone, is_unprintable};

    /// All texts of up to three of the letters that YAML makes something of, and of some that it does not.
    fn hostile() -> Vec<String> {
        const LETTERS: [char; 16] =
            ['a', 'y', '1', ' ', '\n', '\t', '#', ':', '-', '.', '\'', '"', '\\', '{', '/', '\u{e9}'];
        let mut texts = vec![String::new()];
        for length in 0..3 {
            let shorter: Vec<String> = texts.iter().filter(|text| text.chars().count() == length).cloned().collect();
            texts.extend(shorter.iter().flat_map(|text| LETTERS.iter().map(move |letter| format!("{text}{letter}"))));
        }
        texts
    }

    fn written(text: &str) -> String {
        let mut yaml = String::new();
        json!({ "k": text }).write(&mut yaml).unwrap();
        yaml
    }

    #[test]
    fn what_is_written_here_is_what_the_crate_writes() {
        let odd =
            ["--flag", "--", "---", "-n", "-inf", "/on", "on", "...", "x\n---\ny", "x\n...\n", "a\n%b\n", "<<", "="];
        for text in hostile().iter().map(String::as_str).chain(odd) {
            // Go refuses a block that begins with a TAB: those are quoted, whatever the crate makes of them.
            if text.contains('\n') && text.trim_start_matches([' ', '\n']).starts_with('\t') {
                continue;
            }
            assert_eq!(written(text), format!("k: {}", alone(&text).unwrap()), "{text:?}");
        }
    }

    #[test]
    fn hostile_texts_are_read_back_wherever_they_stand() {
        for texts in hostile().chunks(500) {
            let value = json!({ "a": texts, "b": { "c": [{ "d": texts }] } });
            let mut yaml = String::new();
            value.write(&mut yaml).unwrap();
            assert_eq!(read(&yaml), Some(value));
        }
    }

    #[test]
    fn letters_that_a_reader_refuses_are_escaped() {
        for letter in ['\0', '\r', '\u{7f}', '\u{85}', '\u{2028}', '\u{2029}', '\u{feff}', '\u{ffff}'] {
            for text in [format!("{letter}"), format!("a{letter}b"), format!("{{{letter}"), format!("a\n{letter}b\n")] {
                let yaml = written(&text);
                assert!(
                    !yaml.trim_end_matches('\n').contains(|letter| letter == '\n' || is_unprintable(letter)),
                    "{yaml:?}"
                );
                assert_eq!(read(&yaml), Some(json!({ "k": text })));
            }
        }
    }

    #[test]
    fn long_lines_stay_whole() {
        for text in ["word ".repeat(500) + "end", "{".repeat(3000), format!("{}\nx", "y ".repeat(900))] {
            assert_eq!(written(&text).lines().count(), text.lines().count() + usize::from(text.contains('\n')));
            assert_eq!(read(&written(&text)), Some(json!({ "k": text })));
        }
    }
}
