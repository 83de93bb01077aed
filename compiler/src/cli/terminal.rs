//! Standard output and standard error.
//!
//! In: results and diagnostics. Out: text, coloured where a person reads it.
//! Always holds: a pipe that was closed is quiet; nothing else prints.

use std::io::{IsTerminal, Write};

use clap::ValueEnum;
use mlc::diag::{Diagnostic, json, render};
use mlc::source::SourceMap;

use super::{Color, Outcome};

/// `--format`
#[derive(Debug, Clone, Copy, PartialEq, Eq, Default, ValueEnum)]
pub(super) enum Format {
    /// With source lines, for people
    #[default]
    Human,
    /// One line each
    Short,
    /// One JSON object a line
    Json,
}

/// Where a command's words go.
#[derive(Debug)]
pub(super) struct Terminal {
    color: Color,
}

impl Terminal {
    pub(super) fn new(color: Color) -> Self {
        Self { color }
    }

    fn colored(&self, is_terminal: bool) -> bool {
        match self.color {
            Color::Always => true,
            Color::Never => false,
            Color::Auto => {
                is_terminal
                    && std::env::var_os("NO_COLOR").is_none_or(|value| value.is_empty())
                    && std::env::var_os("TERM").is_none_or(|term| term != "dumb")
            }
        }
    }

    /// Whether results are to be coloured.
    pub(super) fn colored_results(&self) -> bool {
        self.colored(std::io::stdout().is_terminal())
    }

    /// Writes lines of a result.
    pub(super) fn lines(&self, lines: &[String]) {
        self.result(&lines.iter().flat_map(|line| [line.as_str(), "\n"]).collect::<String>());
    }

    /// Writes a result. A reader that went away wants no more: that is no fault.
    #[expect(clippy::unused_self, reason = "who writes holds the terminal")]
    pub(super) fn result(&self, text: &str) {
        let mut out = std::io::stdout().lock();
        let _ = out.write_all(text.as_bytes()).and_then(|()| out.flush());
    }

    /// Writes a remark that is no diagnostic.
    #[expect(clippy::unused_self, reason = "who writes holds the terminal")]
    pub(super) fn note(&self, text: &str) {
        let _ = std::io::stderr().lock().write_all(text.as_bytes());
    }

    /// Writes diagnostics.
    pub(super) fn report(&self, diagnostics: &[Diagnostic], sources: &SourceMap, format: Format) {
        if diagnostics.is_empty() {
            return;
        }
        let mut err = std::io::stderr().lock();
        let text = match format {
            Format::Human => render::render(diagnostics, sources, self.colored(err.is_terminal())),
            Format::Short => render::short(diagnostics, sources),
            Format::Json => json::json(diagnostics, sources),
        };
        let _ = err.write_all(text.as_bytes());
    }

    /// Writes one fault of the call itself.
    pub(super) fn misuse(&self, fault: Diagnostic, format: Format) -> Outcome {
        self.report(&[fault], &SourceMap::default(), format);
        Outcome::Misused
    }
}

/// How a command with these diagnostics ended: a fault without a place in a source is one of the call.
pub(super) fn outcome(diagnostics: &[Diagnostic]) -> Outcome {
    if !mlc::driver::failed(diagnostics) {
        Outcome::Fine
    } else if diagnostics.iter().any(|diagnostic| diagnostic.primary.is_some()) {
        Outcome::Faulty
    } else {
        Outcome::Misused
    }
}
