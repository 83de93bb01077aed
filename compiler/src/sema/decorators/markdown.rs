//! The table of decorators as a Markdown page.
//!
//! In: the table. Out: the text of `docs/decorators.md`.

use std::fmt::Write as _;

use super::calls::{CONFIG_MAP, FIELD, SECRET};
use super::signature::{Argument, Rest, Signature};
use super::{Decorator, Merge, Place, all};

const HEAD: &str = "\
# Decorators and modifiers

This page is made from the compiler's own table. `@name(…)` stands above a declaration, `@!name(…)` at a file's head for
all its components, `.name(…)` behind a call; the arguments are the same everywhere. The nearest wins: task, component,
pipeline, file, profile, project. What stands in brackets may be left out; an argument marked *run time* may, on a task, be a value
that is known only when the pipeline runs. A word such as `validate` needs no quotes.

";

/// The page.
pub fn page() -> String {
    let mut out = HEAD.to_owned();
    overview(&mut out);
    for decorator in all() {
        section(&mut out, decorator);
    }
    out.push_str("## Calls that stand for values\n\n");
    for call in [&SECRET, &CONFIG_MAP, &FIELD] {
        line(&mut out, format_args!("`{call}`: {}.\n", call.doc));
        arguments(&mut out, call);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

/// Adds a line.
pub(crate) fn line(out: &mut String, text: std::fmt::Arguments<'_>) {
    // Writing into a `String` cannot fail.
    let _ = writeln!(out, "{text}");
}

fn overview(out: &mut String) {
    const COLUMNS: [(Place, &str); 7] = [
        (Place::Defaults, "project"),
        (Place::File, "file"),
        (Place::Component, "component"),
        (Place::Pipeline, "pipeline"),
        (Place::Task, "task"),
        (Place::Block, "block, sub-pipeline"),
        (Place::Trigger, "trigger"),
    ];
    let heads: Vec<&str> = COLUMNS.iter().map(|(_, head)| *head).collect();
    line(out, format_args!("| | {} |", heads.join(" | ")));
    line(out, format_args!("|---|{}", "---|".repeat(COLUMNS.len())));
    for decorator in all() {
        let cells: Vec<&str> =
            COLUMNS.iter().map(|(place, _)| if decorator.may_stand(*place) { "yes" } else { "" }).collect();
        line(out, format_args!("| [`{0}`](#{0}) | {1} |", decorator.name(), cells.join(" | ")));
    }
    out.push('\n');
}

fn section(out: &mut String, decorator: &'static Decorator) {
    let signature = &decorator.signature;
    line(out, format_args!("## {}\n\n{}\n\n`{signature}`\n", signature.name, signature.doc));
    arguments(out, signature);
    let places: Vec<String> = decorator.places.iter().map(ToString::to_string).collect();
    line(out, format_args!("- Stands on: {}", places.join(", ")));
    let merge = match decorator.merge {
        Merge::Replace => "replaces what a farther place says",
        Merge::ByKey => "is laid over what a farther place says, key by key",
        Merge::Add => "adds to what a farther place says",
    };
    line(out, format_args!("- Merging: {merge}"));
    line(out, format_args!("- KFP: {}", decorator.kfp));
    line(out, format_args!("- Argo: {}\n", decorator.argo));
}

/// Adds the table of a signature's arguments.
pub(crate) fn arguments(out: &mut String, signature: &'static Signature) {
    if signature.args.is_empty() && matches!(signature.rest, Rest::None) {
        return;
    }
    line(out, format_args!("| argument | value | meaning |\n|---|---|---|"));
    for argument in signature.args {
        line(out, format_args!("| {} | {} | {} |", head(argument), cell(&argument.kind), cell(&argument.doc)));
    }
    match &signature.rest {
        Rest::None => {}
        Rest::ByPlace { name, doc, kind, run_time } => {
            let mark = if *run_time { ", run time" } else { "" };
            line(out, format_args!("| `{name}`, … (by place{mark}) | {} | {} |", cell(kind), cell(doc)));
        }
        Rest::Named { name, doc, kind, .. } => {
            line(out, format_args!("| `{name} = …`, … | {} | {} |", cell(kind), cell(doc)));
        }
    }
    out.push('\n');
}

fn head(argument: &Argument) -> String {
    let mut notes = Vec::new();
    if argument.by_place {
        notes.push("by place".to_owned());
    }
    if argument.run_time {
        notes.push("run time".to_owned());
    }
    if !argument.default.is_empty() {
        notes.push(format!("`{}` if left out", argument.default));
    }
    if !argument.required && argument.default.is_empty() {
        notes.push("may be left out".to_owned());
    }
    let notes = if notes.is_empty() { String::new() } else { format!(" ({})", notes.join(", ")) };
    format!("`{}`{notes}", argument.name)
}

/// Text for a table's cell, in which a bar would end the cell.
fn cell(text: &dyn std::fmt::Display) -> String {
    text.to_string().replace('|', "\\|")
}
