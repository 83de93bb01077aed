//! A reader of TOML that knows the place of everything.
//!
//! In: tables of the `toml` crate. Out: typed values, and a report for each that is none.
//! Always holds: this file alone knows how the crate says places.

use serde_json::Value as Json;
use toml::Spanned;
use toml::de::{DeString, DeTable, DeValue};

use super::errors;
use crate::diag::{Diagnostic, did_you_mean};
use crate::source::{FileId, Span};

/// A key as the crate gives it.
pub(super) type Key<'a> = Spanned<DeString<'a>>;
/// A value as the crate gives it.
pub(super) type Value<'a> = Spanned<DeValue<'a>>;

/// Reads values of one file and collects what is wrong with them.
pub(super) struct Reader {
    file: FileId,
    pub(super) reports: Vec<Diagnostic>,
}

impl Reader {
    /// A reader, and the whole file as a table; what is no TOML was reported.
    pub(super) fn open(file: FileId, text: &str) -> (Self, Spanned<DeTable<'_>>) {
        let (table, faults) = DeTable::parse_recoverable(text);
        let mut reader = Self { file, reports: Vec::new() };
        for fault in faults {
            let end = text.len();
            let place = reader.span(fault.span().unwrap_or(end..end));
            reader.reports.push(errors::not_toml(fault.message(), place));
        }
        (reader, table)
    }

    fn span(&self, range: std::ops::Range<usize>) -> Span {
        let offset = |at: usize| u32::try_from(at).unwrap_or(u32::MAX);
        Span::new(self.file, offset(range.start), offset(range.end))
    }

    /// The place of a key.
    pub(super) fn key(&self, key: &Key<'_>) -> Span {
        self.span(key.span())
    }

    /// The place of a value.
    pub(super) fn place(&self, value: &Value<'_>) -> Span {
        self.span(value.span())
    }

    /// Reports a key that `section` does not have.
    pub(super) fn unknown(&mut self, key: &Key<'_>, section: &str, known: &[&str]) {
        let report = errors::unknown_key(key.get_ref(), section, self.key(key), known);
        self.reports.push(report);
    }

    /// Reports a value of the wrong type.
    pub(super) fn wrong(&mut self, key: &Key<'_>, value: &Value<'_>, wanted: &str) {
        let found = kind(value.get_ref());
        let report = errors::wrong_type(key.get_ref(), wanted, found, self.place(value));
        self.reports.push(report);
    }

    pub(super) fn string(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<String> {
        if value.get_ref().as_str().is_none() {
            self.wrong(key, value, "text");
        }
        value.get_ref().as_str().map(str::to_owned)
    }

    /// A text of which `holds`.
    pub(super) fn text_that(
        &mut self,
        key: &Key<'_>,
        value: &Value<'_>,
        wanted: &str,
        holds: fn(&str) -> bool,
    ) -> Option<String> {
        let text = self.string(key, value)?;
        if holds(&text) {
            return Some(text);
        }
        let report = errors::wrong_type(key.get_ref(), wanted, &format!("`{text}`"), self.place(value));
        self.reports.push(report);
        None
    }

    pub(super) fn table<'a, 'b>(&mut self, key: &Key<'_>, value: &'b Value<'a>) -> Option<&'b DeTable<'a>> {
        if value.get_ref().as_table().is_none() {
            self.wrong(key, value, "a table");
        }
        value.get_ref().as_table()
    }

    /// One of several words.
    pub(super) fn choice<T: Copy>(&mut self, key: &Key<'_>, value: &Value<'_>, words: &[(&str, T)]) -> Option<T> {
        let text = self.string(key, value)?;
        let found = words.iter().find(|(word, _)| *word == text).map(|(_, meaning)| *meaning);
        if found.is_none() {
            let known: Vec<&str> = words.iter().map(|(word, _)| *word).collect();
            let near = did_you_mean(&text, known.iter().copied());
            let report = errors::wrong_word(key.get_ref(), &text, &known, near, self.place(value));
            self.reports.push(report);
        }
        found
    }

    /// A value as JSON; dates are none.
    pub(super) fn json(&mut self, key: &Key<'_>, value: &Value<'_>) -> Option<Json> {
        match value.get_ref() {
            DeValue::String(text) => Some(Json::String(text.clone().into_owned())),
            DeValue::Boolean(truth) => Some(Json::Bool(*truth)),
            DeValue::Integer(_) | DeValue::Float(_) => {
                let number = number(value.get_ref()).and_then(|text| serde_json::from_str(&text).ok());
                if number.is_none() {
                    self.wrong(key, value, "a number that can be written in JSON");
                }
                number
            }
            DeValue::Array(items) => items.iter().map(|item| self.json(key, item)).collect(),
            DeValue::Table(table) => {
                let fields = table.iter().map(|(key, value)| Some((key.get_ref().to_string(), self.json(key, value)?)));
                Some(Json::Object(fields.collect::<Option<_>>()?))
            }
            DeValue::Datetime(_) => {
                self.wrong(key, value, "a value without dates");
                None
            }
        }
    }
}

/// The decimal text of a number; `None` for `inf`, `nan` and integers that no 64 bits hold.
pub(super) fn number(value: &DeValue<'_>) -> Option<String> {
    match value {
        DeValue::Integer(integer) => {
            i64::from_str_radix(integer.as_str(), integer.radix()).ok().map(|number| number.to_string())
        }
        DeValue::Float(float) => {
            let number: f64 = float.as_str().parse().ok()?;
            number.is_finite().then(|| float.as_str().trim_start_matches('+').to_owned())
        }
        _ => None,
    }
}

fn kind(value: &DeValue<'_>) -> &'static str {
    match value {
        DeValue::String(_) => "text",
        DeValue::Integer(_) => "a whole number",
        DeValue::Float(_) => "a number",
        DeValue::Boolean(_) => "`true` or `false`",
        DeValue::Datetime(_) => "a date",
        DeValue::Array(_) => "a list",
        DeValue::Table(_) => "a table",
    }
}
