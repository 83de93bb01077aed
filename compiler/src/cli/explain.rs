//! `mlc explain`: the page of a code.
//!
//! In: a code, or none for the list of all. Out: the page, laid out for reading.

use std::fmt::Write as _;

use mlc::diag::Code;

use super::terminal::{Format, Terminal};
use super::{Outcome, errors};

/// Explain a code, with a wrong and a right example
#[derive(Debug, clap::Args)]
pub(super) struct Args {
    /// The code, such as E0301; without it all are listed
    #[arg(value_name = "CODE")]
    code: Option<String>,
}

pub(super) fn run(args: &Args, terminal: &Terminal) -> Outcome {
    let color = terminal.colored_results();
    let Some(name) = &args.code else {
        let titles: Vec<String> = Code::ALL.iter().map(|code| format!("{code}  {}", title(*code))).collect();
        terminal.lines(&titles);
        return Outcome::Fine;
    };
    let Some(code) = Code::find(name) else {
        return terminal.misuse(errors::unknown_code(name, meant(name)), Format::Human);
    };
    terminal.result(&laid_out(code.page(), color));
    Outcome::Fine
}

/// The code that a name without its `E` or a `0` stands for: `301`.
fn meant(name: &str) -> Option<&'static str> {
    let digits: String = name.chars().filter(char::is_ascii_digit).collect();
    Code::find(&format!("E{digits:0>4}")).map(Code::name)
}

/// What stands behind the code in the page's first line.
fn title(code: Code) -> &'static str {
    code.page().lines().next().and_then(|line| line.split_once(": ")).map_or("", |(_, title)| title)
}

/// The page without Markdown's marks: heads coloured, examples set in.
fn laid_out(page: &str, color: bool) -> String {
    let paint = |style: &str, text: &str| {
        if color { format!("\u{1b}[{style}m{text}\u{1b}[0m") } else { text.to_owned() }
    };
    let mut out = String::new();
    let mut fence: Option<&str> = None;
    for line in page.lines() {
        let ticks = line.len() - line.trim_start_matches('`').len();
        if let Some(open) = fence {
            if line == open {
                fence = None;
            } else {
                let _ = writeln!(out, "{}", format!("    {line}").trim_end());
            }
        } else if ticks >= 3 {
            fence = line.get(..ticks);
            out.push('\n');
        } else if let Some(title) = line.strip_prefix("# ") {
            let _ = writeln!(out, "{}", paint("1", title));
        } else if let Some(head) = line.strip_prefix("## ") {
            let style = if head == "Wrong" { "1;31" } else { "1;32" };
            let _ = writeln!(out, "{}", paint(style, head));
        } else {
            let _ = writeln!(out, "{line}");
        }
    }
    out
}
