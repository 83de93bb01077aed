//! The table of trigger sources as a Markdown page.
//!
//! In: the table. Out: the text of `docs/sources.md`.

use super::{DATE, EventType, Source, TABLE};
use crate::sema::decorators::markdown::{arguments, line};
use crate::sema::decorators::{Kind, Signature};

const HEAD: &str = "\
# Trigger sources

This page is made from the compiler's own table; [triggers.md](triggers.md) tells how to use them. `trigger NAME = SOURCE(…) -> PIPELINE(arguments)` starts a pipeline; in its
arguments `event` brings what the source tells. `any(a(…), b(…))` joins sources: `event` has the fields that all of them have.
Triggers take the decorators `cooldown`, `concurrency`, `enabled` and `allow`.

";

/// The page.
pub fn page() -> String {
    let mut out = HEAD.to_owned();
    for source in TABLE {
        section(&mut out, source);
    }
    out.push_str("## How events are heard\n\n");
    for call in calls() {
        line(&mut out, format_args!("`{call}`: {}.\n", call.doc));
        arguments(&mut out, call);
    }
    out.truncate(out.trim_end().len());
    out.push('\n');
    out
}

fn section(out: &mut String, source: &'static Source) {
    let signature = &source.signature;
    line(out, format_args!("## {}\n\n{}\n\n`{signature}`\n", signature.name, signature.doc));
    arguments(out, signature);
    line(out, format_args!("| `event` | type | meaning |\n|---|---|---|"));
    for field in source.event {
        line(out, format_args!("| `{}` | {} | {} |", field.name, type_name(field.ty), field.doc));
    }
    if signature.name == "schedule" {
        line(out, format_args!("| `{DATE}` | `String` | {} |", DATE.doc));
    }
    out.push('\n');
}

fn type_name(ty: EventType) -> &'static str {
    match ty {
        EventType::String => "`String`",
        EventType::Int => "`Int`",
        EventType::Float => "`Float`",
        EventType::Json => "`Json`",
        EventType::Texts => "`Map<String>`",
        EventType::State => "`\"COMPLETE\"`, `\"FAILED\"` or `\"CANCELED\"`",
        EventType::Body => "the type given by `body`, else `Json`",
    }
}

/// The calls that stand for `via`.
fn calls() -> impl Iterator<Item = &'static Signature> {
    let via = TABLE.iter().filter_map(|source| source.signature.argument("via"));
    via.flat_map(|argument| match argument.kind {
        Kind::Call(calls, _) => calls.iter().copied(),
        _ => [].iter().copied(),
    })
}
